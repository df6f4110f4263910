"""Whether a feed is valid Atom: the grammar of RFC 4287 as RELAX NG, and the rules that it says in words.

The grammar is written here after appendix B of the RFC, as far as the project's feeds go.
"""

import re

from lxml import etree

GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <ref name="common"/>
    <interleave>
      <oneOrMore><ref name="author"/></oneOrMore>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <ref name="id"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="subtitle"><ref name="text"/></element></optional>
      <element name="title"><ref name="text"/></element>
      <element name="updated"><ref name="date"/></element>
      <zeroOrMore><ref name="entry"/></zeroOrMore>
    </interleave>
  </element></start>
  <define name="entry"><element name="entry">
    <ref name="common"/>
    <interleave>
      <zeroOrMore><ref name="author"/></zeroOrMore>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <ref name="id"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="published"><ref name="date"/></element></optional>
      <optional><element name="summary"><ref name="text"/></element></optional>
      <element name="title"><ref name="text"/></element>
      <element name="updated"><ref name="date"/></element>
    </interleave>
  </element></define>
  <define name="common">
    <optional><attribute name="xml:base"><data type="anyURI"/></attribute></optional>
    <optional><attribute name="xml:lang"><data type="language"/></attribute></optional>
  </define>
  <define name="text">
    <ref name="common"/>
    <optional><attribute name="type"><choice><value>text</value><value>html</value></choice></attribute></optional>
    <text/>
  </define>
  <define name="date">
    <ref name="common"/>
    <data type="dateTime"><param name="pattern">.*(Z|[+-]..:..)</param></data>
  </define>
  <define name="id"><element name="id">
    <ref name="common"/>
    <data type="anyURI"><param name="minLength">1</param></data>
  </element></define>
  <define name="author"><element name="author">
    <ref name="common"/>
    <interleave>
      <element name="name"><text/></element>
      <optional><element name="uri"><data type="anyURI"/></element></optional>
      <optional><element name="email"><text/></element></optional>
    </interleave>
  </element></define>
  <define name="category"><element name="category">
    <ref name="common"/>
    <attribute name="term"/>
    <empty/>
  </element></define>
  <define name="link"><element name="link">
    <ref name="common"/>
    <attribute name="href"><data type="anyURI"/></attribute>
    <optional><attribute name="rel"/></optional>
    <optional><attribute name="type"/></optional>
    <optional><attribute name="hreflang"><data type="language"/></attribute></optional>
    <optional><attribute name="title"/></optional>
    <empty/>
  </element></define>
</grammar>
"""
SCHEMA = etree.RelaxNG(etree.fromstring(GRAMMAR))
NAMES = {"a": "http://www.w3.org/2005/Atom"}
ABSOLUTE = re.compile(r"https?://|tag:[^,]+,\d{4}(-\d\d){0,2}:")


def problems(feed: bytes) -> list[str]:
    root = etree.fromstring(feed)
    found = [] if SCHEMA.validate(root) else [str(error) for error in SCHEMA.error_log]
    ids = root.xpath("//a:id/text()", namespaces=NAMES)
    found += [f"id {id} stands twice" for id in set(ids) if ids.count(id) > 1]
    found += [f"{address} is not absolute" for address in (*ids, *root.xpath("//@href")) if not ABSOLUTE.match(address)]
    for rel in ("self", "alternate"):
        if len(root.xpath(f"a:link[@rel='{rel}']", namespaces=NAMES)) != 1:
            found.append(f"no one link to {rel}")
    updated = root.xpath("a:updated/text()", namespaces=NAMES)[0]
    found += [f"{date} is later than the feed" for date in _dates(root) if date > updated]
    return found


def _dates(root) -> list[str]:
    return root.xpath("a:entry/a:updated/text()", namespaces=NAMES)
