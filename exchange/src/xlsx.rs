//! XLSX (Office Open XML, ECMA-376): a sheet for each table of a report, with numbers that are numbers and days that are days.
//!
//! The workbook is written here, and not by a library: ARCHITECTURE.md has the reasons.

mod cell;
mod limit;
mod tables;
mod xml;

use assay_assessment::{
    Timestamp,
    archive::{self, TooLarge},
};
use assay_report::document::Report;

use self::{
    cell::Sheet,
    xml::{DECLARATION, MAIN, escaped},
};
use crate::MadeFile;

/// The file.
pub const NAME: &str = "report.xlsx";
/// Its media type.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Why no workbook was made.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// It does not say when it was made.
    #[error(
        "the report does not say when it was made, which a workbook has to; make the report again"
    )]
    Moment,
    /// It is too large.
    #[error("the workbook cannot be written: {0}; take the JSON")]
    TooLarge(#[from] TooLarge),
}

/// A report as a workbook.
///
/// # Errors
/// [`XlsxError`] for a report without a moment, or one that no archive holds.
pub fn workbook(report: &Report) -> Result<MadeFile, XlsxError> {
    let made_at = Timestamp::from_rfc3339(&report.generated_at).ok_or(XlsxError::Moment)?;
    let sheets = tables::all(report);
    let currency = &report.scales.currency;
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            content_types(sheets.len()),
        ),
        ("_rels/.rels".to_owned(), ROOT.to_owned()),
        ("docProps/core.xml".to_owned(), properties(report, made_at)),
    ];
    let mut ranges = Vec::new();
    let mut drawn = Vec::new();
    for (sheet, number) in sheets.iter().zip(1_u32..) {
        let (part, range) = xml::sheet(sheet, currency);
        ranges.push(range);
        drawn.push((format!("xl/worksheets/sheet{number}.xml"), part));
    }
    parts.push(("xl/workbook.xml".to_owned(), book(&sheets, &ranges)));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        relations(sheets.len()),
    ));
    parts.push(("xl/styles.xml".to_owned(), xml::styles(currency)));
    parts.extend(drawn);
    Ok(MadeFile {
        name: NAME,
        media_type: MEDIA_TYPE,
        bytes: packed(&parts)?,
    })
}

/// The parts as a ZIP archive.
fn packed(parts: &[(String, String)]) -> Result<Vec<u8>, TooLarge> {
    let mut writer = archive::Writer::new();
    let mut bytes = Vec::new();
    for (name, part) in parts {
        let part = part.as_bytes();
        bytes.extend(writer.begin(name, part.len() as u64, crc32fast::hash(part))?);
        bytes.extend_from_slice(part);
    }
    bytes.extend(writer.end()?);
    Ok(bytes)
}

const ROOT: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "</Relationships>"
);

fn content_types(sheets: usize) -> String {
    let office = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let sheets: String = (1..=sheets)
        .map(|number| {
            format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{office}.worksheet+xml\"/>")
        })
        .collect();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{office}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{office}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         {sheets}</Types>"
    )
}

fn properties(report: &Report, made_at: Timestamp) -> String {
    // Its moments have no fractions of a second.
    let moment = made_at.rfc3339();
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified></cp:coreProperties>",
        escaped(&report.title),
        escaped(assay_report::GENERATOR),
    )
}

fn book(sheets: &[Sheet], ranges: &[String]) -> String {
    let listed: String = sheets
        .iter()
        .zip(1_u32..)
        .map(|(sheet, number)| {
            format!(
                "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
                sheet.name
            )
        })
        .collect();
    // What a sheet filters has a name of its own, which only spreadsheets see.
    let filtered: String = sheets
        .iter()
        .zip(ranges)
        .enumerate()
        .map(|(number, (sheet, range))| {
            format!("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{number}\" hidden=\"1\">'{}'!{range}</definedName>", sheet.name)
        })
        .collect();
    format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <bookViews><workbookView/></bookViews><sheets>{listed}</sheets><definedNames>{filtered}</definedNames></workbook>"
    )
}

fn relations(sheets: usize) -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let listed: String = (1..=sheets)
        .map(|number| {
            format!("<Relationship Id=\"rId{number}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")
        })
        .collect();
    let styles = sheets + 1;
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{listed}\
         <Relationship Id=\"rId{styles}\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}
