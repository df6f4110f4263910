"""How PostgreSQL reads texts and queries, see docs/search.md. Language: that of the text, "en" or "fr".

A word is known by its stem and as it stands, both without accents; in French also by the stem of its accented form,
since "négociée" without accents has another stem. All of them stand at the word's position, so that phrases are found.
"""

from django.db import migrations

# French with its accents stems better, and knows its stop words; what it finds is folded afterwards.
CONFIGURATIONS = """
CREATE TEXT SEARCH DICTIONARY meetings_{code}_word (TEMPLATE = pg_catalog.simple, STOPWORDS = {name});
CREATE TEXT SEARCH CONFIGURATION meetings_{code} (COPY = pg_catalog.{name});
ALTER TEXT SEARCH CONFIGURATION meetings_{code} ALTER MAPPING FOR asciiword, word WITH unaccent, {name}_stem;
CREATE TEXT SEARCH CONFIGURATION meetings_{code}_words (COPY = pg_catalog.{name});
ALTER TEXT SEARCH CONFIGURATION meetings_{code}_words
    ALTER MAPPING FOR asciiword, word WITH unaccent, meetings_{code}_word
"""
UNDO_CONFIGURATIONS = """
DROP TEXT SEARCH CONFIGURATION meetings_{code}_words;
DROP TEXT SEARCH CONFIGURATION meetings_{code};
DROP TEXT SEARCH DICTIONARY meetings_{code}_word
"""

# Hyphens, apostrophes, slashes and stops part words, and nothing is taken for a tag or an address of the web:
# "technical-cooperation" is found by "technical cooperation".
PLAIN = r"""
CREATE FUNCTION meetings_plain(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(t, '-/.@_‐‑–—’‘ʼ''`´«»<>&\', repeat(' ', 22))
"""

# A/HRC/53/61 is known also as HRC/53/61 and 53/61.
SYMBOLS = """
CREATE FUNCTION meetings_symbols(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT lower(array_to_string(parts[i:], '/'))), '{}')
    FROM regexp_matches(t, '[[:alnum:]]+(?:[.-][[:alnum:]]+)*(?:/[[:alnum:]]+(?:[.-][[:alnum:]]+)*)+', 'g') AS found,
        string_to_array(found[1], '/') AS parts,
        generate_series(1, cardinality(parts) - 1) AS i
    WHERE t LIKE '%/%' AND found[1] ~ '[0-9]';
END
"""

VECTOR = """
CREATE FUNCTION meetings_vector(language text, t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        string_agg(quote_literal(lexeme) || ':' || array_to_string(positions, ','), ' ')::tsvector, ''
    ) || array_to_tsvector(public.meetings_symbols(t))
    FROM public.meetings_plain(t) AS plain, LATERAL (
        SELECT lexeme, positions FROM unnest(to_tsvector(
            CASE language WHEN 'fr' THEN 'public.meetings_fr'::regconfig ELSE 'public.meetings_en'::regconfig END,
            plain
        ))
        UNION ALL
        SELECT lexeme, positions FROM unnest(to_tsvector(
            CASE language
                WHEN 'fr' THEN 'public.meetings_fr_words'::regconfig
                ELSE 'public.meetings_en_words'::regconfig
            END,
            plain
        ))
        UNION ALL
        SELECT public.unaccent('public.unaccent'::regdictionary, lexeme), positions
        FROM unnest(to_tsvector('pg_catalog.french'::regconfig, plain)) WHERE language = 'fr'
    ) AS word;
END
"""

# What one word or phrase of a query asks for; `open`: its last word may go on. Nothing for stop words.
TERM = """
CREATE FUNCTION meetings_term(language text, t text, open boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
        WHEN t LIKE '%/%' AND t ~ '[0-9]' THEN
            (quote_literal(lower(t)) || CASE WHEN open THEN ':*' ELSE '' END)::tsquery
        WHEN language = 'fr' AND numnode(phraseto_tsquery('pg_catalog.french'::regconfig, plain)) = 0 THEN ''::tsquery
        WHEN language = 'fr' THEN
            public.unaccent(
                'public.unaccent'::regdictionary, phraseto_tsquery('pg_catalog.french'::regconfig, plain)::text
            )::tsquery || phraseto_tsquery('public.meetings_fr'::regconfig, plain)
        ELSE phraseto_tsquery('public.meetings_en'::regconfig, plain)
    END || CASE
        WHEN open AND plain <> '' AND t NOT LIKE '%/%' THEN to_tsquery(
            CASE language
                WHEN 'fr' THEN 'public.meetings_fr_words'::regconfig
                ELSE 'public.meetings_en_words'::regconfig
            END,
            replace(plain, ' ', ' <-> ') || ':*'
        )
        ELSE ''::tsquery
    END
    FROM btrim(regexp_replace(public.meetings_plain(t), '[^[:alnum:]]+', ' ', 'g')) AS plain;
END
"""

FUNCTIONS = {
    "meetings_plain(text)": PLAIN,
    "meetings_symbols(text)": SYMBOLS,
    "meetings_vector(text, text)": VECTOR,
    "meetings_term(text, text, boolean)": TERM,
}
LANGUAGES = {"en": "english", "fr": "french"}


class Migration(migrations.Migration):
    dependencies = [("meetings", "0017_buffers")]

    operations = [
        *(
            migrations.RunSQL(
                CONFIGURATIONS.format(code=code, name=name), UNDO_CONFIGURATIONS.format(code=code, name=name)
            )
            for code, name in LANGUAGES.items()
        ),
        *(migrations.RunSQL(create, f"DROP FUNCTION {signature}") for signature, create in FUNCTIONS.items()),
    ]
