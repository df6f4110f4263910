"""A coverage leads to a text of its own language, and stays with a text that was published.

The first is a foreign key over both columns: unlike a trigger it also holds when the text's language is what changes,
and while two people write at once. It is checked at once, so that a refusal is met where it was caused. The second
looks at another table, which only a trigger can; it waits for whoever is just publishing.
"""

from django.db import migrations

LANGUAGE = """
ALTER TABLE meetings_summary ADD CONSTRAINT summary_and_its_language UNIQUE (id, language);
ALTER TABLE meetings_coverage ADD CONSTRAINT coverage_in_the_language_of_its_text
    FOREIGN KEY (summary_id, language) REFERENCES meetings_summary (id, language);
"""
ANY_LANGUAGE = """
ALTER TABLE meetings_coverage DROP CONSTRAINT coverage_in_the_language_of_its_text;
ALTER TABLE meetings_summary DROP CONSTRAINT summary_and_its_language;
"""

KEPT = """
CREATE FUNCTION meetings_keep_covered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM meetings_summary WHERE id = OLD.summary_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM meetings_publication WHERE summary_id = OLD.summary_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
            MESSAGE = 'A published text keeps the meetings that it covers.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER coverage_kept_change BEFORE UPDATE ON meetings_coverage FOR EACH ROW
    WHEN (ROW(OLD.summary_id, OLD.meeting_id) IS DISTINCT FROM ROW(NEW.summary_id, NEW.meeting_id))
    EXECUTE FUNCTION meetings_keep_covered();
CREATE TRIGGER coverage_kept_delete BEFORE DELETE ON meetings_coverage FOR EACH ROW
    EXECUTE FUNCTION meetings_keep_covered();
"""
FREE = """
DROP TRIGGER coverage_kept_change ON meetings_coverage;
DROP TRIGGER coverage_kept_delete ON meetings_coverage;
DROP FUNCTION meetings_keep_covered();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_audit")]

    operations = [migrations.RunSQL(LANGUAGE, ANY_LANGUAGE), migrations.RunSQL(KEPT, FREE)]
