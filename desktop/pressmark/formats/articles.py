"""Every kind of file that articles are read from: one article, several, a table of them, an archive of files."""

from __future__ import annotations

from pressmark.formats import (
    delimited,
    docx,
    epub,
    feeds,
    html,
    json_lines,
    mail,
    markdown,
    newsxml,
    odt,
    parquet_table,
    pdf,
    plain,
    rtf,
    spreadsheet,
)
from pressmark.formats.base import ArchiveFormat, ArticleFormat, TableFormat

READERS: dict[str, ArticleFormat] = {
    "text": ArticleFormat("text", (".txt", ".text"), "plain text in any common encoding", plain.read),
    "markdown": ArticleFormat(
        "markdown", (".md", ".markdown"), "Markdown, with or without front matter", markdown.read
    ),
    "html": ArticleFormat("html", (".html", ".htm", ".xhtml"), "a saved web page", html.read),
    "mhtml": ArticleFormat(
        "mhtml", (".mhtml", ".mht"), "a web page saved in one file", mail.read_saved_page, apart=True
    ),
    "docx": ArticleFormat("docx", (".docx", ".docm", ".dotx"), "a Word document", docx.read, apart=True),
    "odt": ArticleFormat("odt", (".odt", ".fodt", ".ott"), "an OpenDocument text", odt.read, apart=True),
    "rtf": ArticleFormat("rtf", (".rtf",), "Rich Text", rtf.read, apart=True),
    "pdf": ArticleFormat("pdf", (".pdf",), "PDF with text in it, in columns too", pdf.read, apart=True),
    "epub": ArticleFormat(
        "epub", (".epub",), "an e-book: every chapter an article", None, read_all=epub.read, apart=True
    ),
    "eml": ArticleFormat("eml", (".eml",), "a saved message", mail.read_message, apart=True),
    "nitf": ArticleFormat(
        "nitf", (".nitf", ".xml"), "NITF, from news agencies", newsxml.read_nitf, newsxml.recognises_nitf
    ),
    "newsml": ArticleFormat(
        "newsml",
        (".newsml", ".xml"),
        "NewsML-G2, from news agencies: one article or several",
        None,
        newsxml.recognises_newsml,
        read_all=newsxml.read_newsml,
    ),
    "feed": ArticleFormat(
        "feed",
        (".rss", ".atom", ".rdf", ".xml"),
        "a saved feed (RSS, Atom): every entry an article",
        None,
        feeds.recognises,
        read_all=feeds.read,
    ),
}

TABLES: dict[str, TableFormat] = {
    "csv": TableFormat("csv", (".csv", ".tsv", ".tab"), "a table as text: every row an article", delimited.open_table),
    "json-table": TableFormat(
        "json-table",
        (".jsonl", ".ndjson", ".json"),
        "JSON lines, or an array of objects, without marks: every object an article",
        json_lines.open_table,
        json_lines.recognises,
    ),
    "spreadsheet": TableFormat(
        "spreadsheet",
        (".xlsx", ".xlsm", ".xls", ".ods"),
        "a spreadsheet: every row an article",
        spreadsheet.open_table,
        apart=True,
    ),
    "parquet": TableFormat(
        "parquet", (".parquet",), "a Parquet table: every row an article", parquet_table.open_table, apart=True
    ),
}

ARCHIVES: dict[str, ArchiveFormat] = {
    "zip": ArchiveFormat("zip", (".zip",), "a ZIP archive of any of these, with folders and archives in it"),
}
