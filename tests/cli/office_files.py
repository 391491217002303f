#!/usr/bin/env python3
"""office_files.py FOLDER: writes one small file of each office format into FOLDER, made from nothing but this script.

Each holds what a reader must see and, beside it, what must not be read: hidden and deleted text, codes of fields,
headers, comments. Words that must not be found begin with `ẨN`.
"""
import pathlib
import struct
import sys
import zipfile

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
# `Nông dân ưa mía` and `chủ tịch` as the bytes of TCVN3 and VNI look in Windows-1252.
TCVN3 = 'N«ng d©n \u00ada m\u00dda'
VNI = 'chuû tòch'


def package(path, members, stored_first=None):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        if stored_first:
            archive.writestr('mimetype', stored_first, zipfile.ZIP_STORED)
        for name, content in members.items():
            archive.writestr(name, content)


def content_types(part, kind):
    return (f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
            f'PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>')


def relations(*entries):
    return (f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + ''.join(f'<Relationship Id="{i}" Type="{RELATION}{kind}" Target="{target}"/>'
                      for i, kind, target in entries) + '</Relationships>')


def run(text, font=None, more=''):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ''
    return f'<w:r><w:rPr>{fonts}{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code, result):
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def docx(path):
    box = '<w:txbxContent><w:p>' + run('Khung bên lề.') + '</w:p></w:txbxContent>'
    cells = ''.join(f'<w:tc><w:p>{run(text)}</w:p></w:tc>' for text in ('Xã', 'Diện tích', 'Sản lượng'))
    body = [
        f'<w:p>{run("Báo cáo vụ mùa")}</w:p>',
        f'<w:p>{run(TCVN3, ".VnTime")}{run(", ")}{run("®¶ng uû", ".VnTimeH")}{run(", ")}{run("chu", "VNI-Times")}'
        f'{run("û tòch", "VNI-Times")}.</w:p>',
        f'<w:p>{run("Thấy được")}{run("ẨNMỘT", more="<w:vanish/>")}<w:del><w:r><w:delText>ẨNHAI</w:delText></w:r></w:del>'
        f'<w:ins>{run(" và thêm vào, ")}</w:ins>{field(" HYPERLINK ẨNBA ", "liên kết")}'
        f'<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}</w:p>',
        *(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(text)}</w:p>'
          for level, text in ((0, 'Phạm vi'), (1, 'Lúa nước;'), (1, 'Lúa nương.'), (0, 'Hiệu lực'))),
        f'<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr>{run("Nhiệt độ ")}'
        f'<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>{run(" 20")}<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r></w:p>',
        f'<w:tbl><w:tr>{cells}</w:tr></w:tbl>',
        f'<w:p>{run("Cạnh khung.")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f'</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>',
    ]
    package(path, {
        '[Content_Types].xml': content_types('word/document.xml', 'wordprocessingml.document'),
        'word/document.xml': f'{XML}<w:document {W} {MC}><w:body>{"".join(body)}</w:body></w:document>',
        # `Điều %1.` in TCVN3.
        'word/numbering.xml': f'{XML}<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                              '<w:lvlText w:val="§iÒu %1."/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:lvl>'
                              '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
                              '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
                              '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
                              '</w:lvlOverride></w:num></w:numbering>',
        'word/styles.xml': f'{XML}<w:styles {W}><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
                           '<w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>',
        'word/footnotes.xml': f'{XML}<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p>{run("ẨNBỐN")}</w:p>'
                              f'</w:footnote><w:footnote w:id="2"><w:p>{run("Chú thích ở chân trang.")}</w:p></w:footnote>'
                              '</w:footnotes>',
        'word/header1.xml': f'{XML}<w:hdr {W}><w:p>{run("ẨNNĂM")}</w:p></w:hdr>',
        'word/comments.xml': f'{XML}<w:comments {W}><w:comment><w:p>{run("ẨNSÁU")}</w:p></w:comment></w:comments>',
    })


def slide_shape(text, placeholder=''):
    kind = f'<p:ph type="{placeholder}"/>' if placeholder else ''
    paragraphs = ''.join(f'<a:p><a:r><a:rPr sz="2000"/><a:t>{line}</a:t></a:r></a:p>' for line in text.split('\n'))
    return f'<p:sp><p:nvSpPr><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>'


def slide(*shapes, element='sld'):
    return f'{XML}<p:{element} {A} {P}><p:cSld><p:spTree>{"".join(shapes)}</p:spTree></p:cSld></p:{element}>'


def pptx(path):
    package(path, {
        '[Content_Types].xml': content_types('ppt/presentation.xml', 'presentationml.presentation'),
        'ppt/presentation.xml': f'{XML}<p:presentation {P} {R}><p:sldIdLst><p:sldId id="256" r:id="rId9"/>'
                                '<p:sldId id="257" r:id="rId8"/></p:sldIdLst></p:presentation>',
        'ppt/_rels/presentation.xml.rels': relations(('rId8', 'slide', 'slides/slide1.xml'),
                                                     ('rId9', 'slide', 'slides/slide2.xml')),
        'ppt/slides/slide1.xml': slide(slide_shape('Nội dung trang sau'), slide_shape('ẨNSỐTRANG', 'sldNum')),
        'ppt/slides/slide2.xml': slide(slide_shape('Trường Tiểu học Hoa Sen'),
                                       slide_shape('Tập huấn\ngiáo viên', 'ctrTitle')),
        'ppt/slides/_rels/slide2.xml.rels': relations(('rId1', 'notesSlide', '../notesSlides/notesSlide1.xml')),
        'ppt/notesSlides/notesSlide1.xml': slide(slide_shape('Lời người nói', 'body'), element='notes'),
    })


def xlsx(path):
    rows = ('<row r="1"><c r="A1" t="s" s="1"><v>0</v></c></row>'
            '<row r="3"><c r="A3" t="inlineStr"><is><t>STT</t></is></c><c r="B3" t="s"><v>1</v></c>'
            '<c r="C3" t="inlineStr"><is><t>Ngày</t></is></c></row>'
            '<row r="4"><c r="A4"><v>1</v></c><c r="B4" s="3"><v>0.255</v></c><c r="C4" s="2"><v>43292</v></c></row>')
    package(path, {
        '[Content_Types].xml': content_types('xl/workbook.xml', 'spreadsheetml.sheet'),
        'xl/workbook.xml': f'{XML}<workbook {R}><sheets><sheet name="Vụ mùa" sheetId="1" r:id="rId1"/>'
                           '<sheet name="ẨNBẢNG" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': relations(('rId1', 'worksheet', 'worksheets/sheet1.xml'),
                                                ('rId2', 'worksheet', 'worksheets/sheet2.xml'),
                                                ('rId3', 'sharedStrings', 'sharedStrings.xml'),
                                                ('rId4', 'styles', 'styles.xml')),
        'xl/sharedStrings.xml': f'{XML}<sst><si><t>B¶ng s¶n l\u00adîng</t></si><si><r><t>Tỷ </t></r><r><t>lệ</t></r>'
                                '<rPh><t>ẨNĐỌC</t></rPh></si></sst>',
        'xl/styles.xml': f'{XML}<styleSheet><fonts><font><sz val="11"/><name val="Arial"/></font><font><b/>'
                         '<sz val="16"/><name val=".VnTime"/></font></fonts><cellXfs><xf fontId="0" numFmtId="0"/>'
                         '<xf fontId="1" numFmtId="0"/><xf fontId="0" numFmtId="14"/><xf fontId="0" numFmtId="10"/>'
                         '</cellXfs></styleSheet>',
        'xl/worksheets/sheet1.xml': f'{XML}<worksheet><sheetData>{rows}</sheetData></worksheet>',
        'xl/worksheets/sheet2.xml': f'{XML}<worksheet><sheetData><row><c t="str"><v>ẨNÔ</v></c></row></sheetData>'
                                    '</worksheet>',
    })


def odt(path):
    names = ('office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"', 'text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
             'style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"', 'table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
             'svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
    cells = ''.join(f'<table:table-cell><text:p>{text}</text:p></table:table-cell>' for text in ('Tên', 'Điểm'))
    content = (
        f'{XML}<office:document-content {" ".join("xmlns:" + name for name in names)}>'
        '<office:font-face-decls><style:font-face style:name="F1" svg:font-family="\'VNI-Times\'"/></office:font-face-decls>'
        '<office:automatic-styles><style:style style:name="T1"><style:text-properties style:font-name="F1"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style></office:automatic-styles>'
        '<office:body><office:text><text:tracked-changes><text:p>ẨNXÓA</text:p></text:tracked-changes>'
        '<text:h>Biên bản họp lớp</text:h>'
        f'<text:p>Ông <text:span text:style-name="T1">{VNI}</text:span> hai<text:s/>ba<text:tab/>bốn'
        '<text:span text:style-name="T2">ẨNSPAN</text:span><text:note><text:note-citation>1</text:note-citation>'
        '<text:note-body><text:p>Chú thích.</text:p></text:note-body></text:note>.</text:p>'
        f'<table:table><table:table-row>{cells}</table:table-row></table:table>'
        '</office:text></office:body></office:document-content>')
    package(path, {'content.xml': content}, stored_first='application/vnd.oasis.opendocument.text')


def epub(path):
    def page(body):
        return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>ẨNTIÊUĐỀ</title></head><body>{body}</body></html>'
    package(path, {
        'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        'OPS/book.opf': '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Đường lên núi</dc:title>'
                        '<dc:creator role="aut">Lê Minh</dc:creator><dc:creator role="ill">ẨNHỌASĨ</dc:creator>'
                        '<dc:date>1998-05</dc:date><dc:subject>Truyện ngắn</dc:subject></metadata><manifest>'
                        '<item id="a" href="Ch%20hai.xhtml"/><item id="b" href="mot.xhtml"/>'
                        '<item id="n" href="nav.xhtml" properties="nav"/><item id="w" href="web.xhtml"/></manifest>'
                        '<spine><itemref idref="w"/><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/></spine>'
                        '</package>',
        'OPS/mot.xhtml': page('<h1>Chương&nbsp;một</h1><p>Trời s&#225;ng<br/>dần.</p><p>Không đóng thẻ'),
        'OPS/Ch hai.xhtml': page('<h1>Chương hai</h1><p>Hết.</p>'),
        'OPS/nav.xhtml': page('ẨNMỤCLỤC'),
        'OPS/web.xhtml': page('Nguồn: http://sach.example ẨNNGUỒN'),
    }, stored_first='application/epub+zip')


def compound_file(streams):
    """An OLE compound file ([MS-CFB]) with these streams, each padded with zeros beyond the size of small streams."""
    sector, small, end, free, fat = 512, 4096, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    data, chain, entries = b'', [], []
    for name, content in streams.items():
        content = content.ljust(max(small, -(-len(content) // sector) * sector), b'\0')
        first, count = len(chain), len(content) // sector
        chain += list(range(first + 1, first + count)) + [end]
        data += content
        entries.append((name, 2, first, len(content)))
    directory_at = len(chain)
    chain += [end]
    directory = b''
    for i in range(4):
        name, kind, first, size = ([('Root Entry', 5, end, 0)] + entries + [('', 0, 0, 0)] * 4)[i]
        raw = name.encode('utf-16-le')
        right = i + 1 if 0 < i < len(entries) else free
        child = 1 if i == 0 else free
        directory += (raw.ljust(64, b'\0') + struct.pack('<HBBIII', len(raw) + 2 if raw else 0, kind, 1, free, right, child)
                      + bytes(36) + struct.pack('<IQ', first, size))
    fat_at = len(chain)
    table = chain + [fat]
    assert len(table) <= sector // 4, 'one sector of the table is all that is written here'
    table += [free] * (sector // 4 - len(table))
    header = (b'\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' + bytes(16) + struct.pack('<HHHHH', 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
              + struct.pack('<IIIIIIIII', 0, 1, directory_at, 0, small, end, 0, end, 0)
              + struct.pack('<I', fat_at) + struct.pack('<I', free) * 108)
    return header + data + directory + struct.pack(f'<{len(table)}I', *table)


def biff(kind, data=b''):
    return struct.pack('<HH', kind, len(data)) + data


def xls(path):
    def font(name, twips):
        return biff(0x31, struct.pack('<HHHHHBBBB', twips, 0, 0, 400, 0, 0, 0, 0, 0) + bytes([len(name), 0]) + name.encode())

    def xf(font_index, number_format):
        return biff(0xE0, struct.pack('<HH', font_index, number_format) + bytes(16))

    title = 'Danh s¸ch häc sinh'.encode('latin-1')
    wide = 'Điểm trung bình'
    cut = 6
    strings = (struct.pack('<II', 2, 2) + struct.pack('<HB', len(title), 0) + title
               + struct.pack('<HB', len(wide), 1) + wide[:cut].encode('utf-16-le'))
    rest = b'\1' + wide[cut:].encode('utf-16-le')  # a record of its own, with flags anew
    fonts = font('Arial', 200) + font('.VnTime', 320)
    formats = xf(0, 0) + xf(1, 0) + xf(0, 14)
    sheet_name = 'Lop 5A'

    def workbook(at):
        sheets = biff(0x85, struct.pack('<IBB', at, 0, 0) + bytes([len(sheet_name), 0]) + sheet_name.encode())
        sheets += biff(0x85, struct.pack('<IBB', at, 1, 0) + bytes([2, 0]) + b'an')
        return (biff(0x809, struct.pack('<HHHHII', 0x600, 5, 0, 0, 0, 0)) + fonts + formats + sheets
                + biff(0xFC, strings) + biff(0x3C, rest) + biff(0x0A))

    sheet = (biff(0x809, struct.pack('<HHHHII', 0x600, 0x10, 0, 0, 0, 0))
             + biff(0xFD, struct.pack('<HHHI', 0, 0, 1, 0))
             + biff(0xFD, struct.pack('<HHHI', 2, 0, 0, 1))
             + biff(0x27E, struct.pack('<HHHI', 2, 1, 0, 7 << 2 | 2))
             + biff(0x203, struct.pack('<HHHd', 2, 2, 2, 43292.0))
             + biff(0x06, struct.pack('<HHH', 3, 0, 0) + b'\0\0\0\0\0\0\xFF\xFF' + bytes(8))
             + biff(0x207, struct.pack('<HB', 4, 0) + b'Dung')
             + biff(0x0A))
    globals_size = len(workbook(0))
    path.write_bytes(compound_file({'Workbook': workbook(globals_size) + sheet}))


def ppt(path):
    def atom(kind, data, instance=0):
        return struct.pack('<HHI', instance << 4, kind, len(data)) + data

    def container(kind, data, instance=0):
        return struct.pack('<HHI', instance << 4 | 0xF, kind, len(data)) + data

    def text(kind, content, encoding):
        chars = content.encode('utf-16-le') if encoding == 'utf-16' else content.encode('latin-1')
        return atom(0x0F9F, struct.pack('<I', kind)) + atom(0x0FA0 if encoding == 'utf-16' else 0x0FA8, chars)

    def style(length, font):  # one paragraph run without properties, one character run with a font
        return atom(0x0FA1, struct.pack('<IHI', length + 1, 0, 0) + struct.pack('<IIH', length + 1, 1 << 16, font))

    def slide(texts):
        boxes = b''.join(container(0xF004, container(0xF00D, content)) for content in texts)
        return container(0x03EE, atom(0x03EF, bytes(24)) + container(0x040C, boxes))

    legacy = 'Häc theo gãc'
    font = atom(0x0FB7, '.VnTime'.encode('utf-16-le').ljust(64, b'\0') + bytes(4))
    second = slide([text(4, legacy, 'latin-1') + style(len(legacy), 0)])
    first = slide([atom(0x0F9E, struct.pack('<I', 0)), text(4, 'Phần một\rgiới thiệu', 'utf-16')])

    def persist(reference):
        return atom(0x03F3, struct.pack('<IIIII', reference, 0, 0, 255 + reference, 0))
    listed = container(0x0FF0, persist(3) + text(0, 'Kỹ thuật dạy học', 'utf-16') + persist(2))
    document = container(0x03E8, container(0x03F2, container(0x07D5, font)) + listed)
    places, stream = [], b''
    for part in (document, second, first):
        places.append(len(stream))
        stream += part
    directory_at = len(stream)
    stream += atom(0x1772, struct.pack('<IIII', 3 << 20 | 1, *places))
    edit_at = len(stream)
    stream += atom(0x0FF5, struct.pack('<IIIII', 0, 0, 0, directory_at, 1) + bytes(8))
    user = atom(0x0FF6, struct.pack('<IIIHH', 20, 0xE391C05F, edit_at, 0, 0x3F4))
    path.write_bytes(compound_file({'PowerPoint Document': stream, 'Current User': user}))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for write in (docx, epub, odt, ppt, pptx, xls, xlsx):
        write(folder / f'tep.{write.__name__}')


if __name__ == '__main__':
    main()
