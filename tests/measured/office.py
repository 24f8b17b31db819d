"""What all office files have: types, relations, properties, a theme, as each program has it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.evidence.files.sample_files import package

from .words import Words

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN = "http://schemas.openxmlformats.org"
OFFICE = f"{OPEN}/officeDocument/2006"
CORE = f"{OPEN}/package/2006/metadata/core-properties"
TYPE = "application/vnd.openxmlformats-"
APPLICATIONS = {
    "desktop": ("Microsoft Office Word", "16.0000"),
    "web": ("Microsoft Office Word", "16.0000"),
    "mac": ("Microsoft Macintosh Word", "16.0000"),
    "sharepoint": ("Microsoft Office Word", "16.0000"),
    "excel": ("Microsoft Excel", "16.0300"),
    "library": ("Microsoft Excel", "16.0300"),
    "libreoffice": (
        "LibreOffice/7.6.4.1$Windows_X86_64 LibreOffice_project/"
        "e19e193f88cd6c0525a17fb7a176ed8e6a3e2aa1",
        "",
    ),
}  # fmt: skip


def written(text: object) -> str:
    """A text as XML holds it."""
    return escape(str(text), {'"': "&quot;"})


def relations(rows: list[tuple[str, str, str]]) -> bytes:
    """The relations of a part: (type, target, mode) each."""
    each = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{written(target)}"{mode}/>'
        for place, (kind, target, mode) in enumerate(rows, start=1)
    )
    space = f"{OPEN}/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{each}</Relationships>'.encode()


def types(parts: dict[str, str]) -> bytes:
    """The types of the parts."""
    each = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.printerSettings"/><Default Extension="xlsx" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.sheet"/>'
    )
    return f'{HEAD}<Types xmlns="{OPEN}/package/2006/content-types">{usual}{each}</Types>'.encode()


def packed(
    words: Words, by: str, main: str, parts: dict[str, bytes], kinds: dict[str, str]
) -> bytes:
    """A whole file of a program: the parts of its own, and those that all have."""
    kinds = kinds | {
        "docProps/core.xml": f"{TYPE}package.core-properties+xml",
        "docProps/app.xml": f"{TYPE}officedocument.extended-properties+xml",
        "docProps/custom.xml": f"{TYPE}officedocument.custom-properties+xml",
    }
    whole = {
        "[Content_Types].xml": types(kinds),
        "_rels/.rels": relations([
            (f"{OFFICE}/relationships/officeDocument", main, ""),
            (CORE.replace("/metadata/", "/relationships/metadata/"), "docProps/core.xml", ""),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml", ""),
            (f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml", ""),
        ]),
        "docProps/core.xml": _core(words),
        "docProps/app.xml": _app(words, by),
        "docProps/custom.xml": _custom(words, by),
    }  # fmt: skip
    return package(whole | parts)


def _core(words: Words) -> bytes:
    at = f"{words.day():%Y-%m-%d}T{words.time(':')}:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{written(words.team())}</dc:title><dc:creator>Policy team</dc:creator>"
        f"<cp:revision>{words.number(1, 99)}</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _app(words: Words, by: str) -> bytes:
    name, version = APPLICATIONS[by]
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties"><Template>Normal.dotm</Template>'
        f"<TotalTime>{words.number(0, 900)}</TotalTime><Words>{words.digits(4)}</Words>"
        f"<Application>{name}</Application><Company>South Ayrshire Council</Company>"
        f"<AppVersion>{version}</AppVersion></Properties>"
    ).encode()


def _custom(words: Words, by: str) -> bytes:
    values = {"ContentTypeId": f"0x010100{words.hexes(32)}", "MediaServiceImageTags": ""}
    values |= {"_dlc_DocIdItemGuid": words.guid(), "Order": f"{words.number(1, 999)}00"}
    values |= {"_dlc_DocId": f"{words.hexes(6)}K7QZ2M-{words.digits(10)}-{words.number(1, 999)}"}
    labelled = f"MSIP_Label_{words.guid()}"
    values |= {f"{labelled}_SetDate": f"{words.day():%Y-%m-%d}T09:11:56Z"}
    values |= {f"{labelled}_ActionId": words.guid(), f"{labelled}_SiteId": words.guid()}
    if by in ("libreoffice", "mac"):
        values = {"Classification": "Official"}
    each = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" '
        f'xmlns:vt="{OFFICE}/docPropsVTypes">{each}</Properties>'
    ).encode()


def theme(words: Words) -> bytes:
    """A theme with its colours and its guid."""
    names = [
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    ]
    colours = "".join(f'<a:{name}><a:srgbClr val="{words.hexes(6)}"/></a:{name}>' for name in names)
    return (
        f'{HEAD}<a:theme xmlns:a="{OPEN}/drawingml/2006/main" name="Office Theme"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme></a:themeElements><a:extLst><a:ext '
        f'uri="{{05A4C25C-085E-4340-85A3-A5531E510DB2}}"><thm15:themeFamily xmlns:thm15="http://'
        f'schemas.microsoft.com/office/thememl/2012/main" name="Office Theme" '
        f'id="{{{words.guid()}}}" '
        f'vid="{{{words.guid()}}}"/></a:ext></a:extLst></a:theme>'
    ).encode()


def printer_settings(words: Words) -> bytes:
    """What Windows keeps of a printer: bytes of no meaning to anybody else."""
    return b"\\\\SAC-PRINT01\\Follow-Me".ljust(64, b"\0") + words.random.randbytes(400)


def printer_plist() -> bytes:
    """What a Mac keeps of one: a property list."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0'
        b'//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict>'
        b"<key>com.apple.print.PageFormat.PMOrientation</key><integer>1</integer></dict></plist>"
    )
