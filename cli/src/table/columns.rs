//! Which tables there are, and their columns. What is there stays, and more may come at the end, before the two by which
//! tables are divided.

/// The table of reports.
pub(super) const REPORTS: &str = "reports";
/// The table of controls.
pub(super) const CONTROLS: &str = "controls";
/// The table of risks.
pub(super) const RISKS: &str = "risks";
/// The table of evidence.
pub(super) const EVIDENCE: &str = "evidence";

/// A table.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// What a row is of.
    pub(super) row: &'static str,
    pub(super) columns: &'static [Column],
}

/// A column. Where a value is missing, a cell is `null` in NDJSON and Parquet, and empty in CSV.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnKind,
    pub(super) description: &'static str,
}

/// What its cells hold.
#[derive(Clone, Copy)]
pub(super) enum ColumnKind {
    Text,
    Integer,
    Flag,
    Day,
    Moment,
    List,
}

impl ColumnKind {
    /// As the schema names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Flag => "boolean",
            Self::Day => "day",
            Self::Moment => "moment",
            Self::List => "list of texts",
        }
    }

    /// What Parquet calls it.
    pub(super) const fn parquet(self) -> &'static str {
        match self {
            Self::Text => "STRING",
            Self::Integer => "INT64",
            Self::Flag => "BOOLEAN",
            Self::Day => "DATE",
            Self::Moment => "TIMESTAMP(MILLIS, UTC)",
            Self::List => "LIST of STRING",
        }
    }
}

impl Column {
    const fn new(name: &'static str, kind: ColumnKind, description: &'static str) -> Self {
        Self {
            name,
            kind,
            description,
        }
    }
}

const fn text(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::Text, description)
}

const fn integer(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::Integer, description)
}

const fn flag(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::Flag, description)
}

const fn day(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::Day, description)
}

const fn moment(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::Moment, description)
}

const fn list(name: &'static str, description: &'static str) -> Column {
    Column::new(name, ColumnKind::List, description)
}

const FILE: Column = text(
    "file",
    "path of the report's file, as it was found, which joins the tables",
);
const SHA256: Column = text("file_sha256", "SHA-256 of that file");
/// What the last two columns of every table are: those by which tables are divided.
const EDITION: Column = text(
    "edition",
    "short name of the standard and its version: small letters, digits and hyphens",
);
const YEAR: Column = integer(
    "year",
    "year of the last day that the report speaks about; where it names none, of when it was made, in UTC",
);
/// How many those are.
const DIVIDING: usize = 2;

impl Table {
    /// The columns but those by which the table is divided.
    pub(super) fn undivided(&self) -> &'static [Column] {
        let (columns, _) = self
            .columns
            .split_at(self.columns.len().saturating_sub(DIVIDING));
        columns
    }
}

/// All tables.
pub(super) const TABLES: [Table; 4] = [
    Table {
        name: REPORTS,
        row: "a report or a file that may be one; where it is not valid, only the first three columns are filled",
        columns: &[
            FILE,
            SHA256,
            text("verdict", "valid, notValid or cannotTell"),
            text("assessment", "identifier of the assessment, a URN"),
            text("title", "title of the assessment"),
            text("kind", "who assesses whom: independent or self"),
            text("operator", "name of the operator"),
            flag("example", "whether it is an example about nobody"),
            day("period_from", "first day that it speaks about"),
            day("period_to", "last day that it speaks about"),
            moment(
                "generated_at",
                "when it was made, RFC 3339, by the clock of the device",
            ),
            text("generator", "program that made it"),
            text("standard", "name of the standard"),
            text("edition_version", "version of the standard"),
            day("edition_date", "date of that version"),
            text("edition_sha256", "SHA-256 of that edition"),
            text(
                "conformance",
                "conforms, does-not-conform or not-yet-determined",
            ),
            integer(
                "mandatory_implemented",
                "mandatory controls that are implemented",
            ),
            integer(
                "mandatory_not_applicable",
                "mandatory controls that are not applicable",
            ),
            integer("mandatory_partial", "mandatory controls that are partial"),
            integer("mandatory_fails", "mandatory controls that fail"),
            integer(
                "mandatory_not_tested",
                "mandatory controls that are not tested",
            ),
            integer(
                "recommended_implemented",
                "recommended controls that are implemented",
            ),
            integer(
                "recommended_not_applicable",
                "recommended controls that are not applicable",
            ),
            integer(
                "recommended_partial",
                "recommended controls that are partial",
            ),
            integer("recommended_fails", "recommended controls that fail"),
            integer(
                "recommended_not_tested",
                "recommended controls that are not tested",
            ),
            text("currency", "currency of all amounts of the report"),
            integer(
                "currency_decimals",
                "how many decimals an amount has: 2 where 150 is 1.50",
            ),
            integer(
                "inherent",
                "exposure before mitigation of the risks that are scored both before and after, in minor units",
            ),
            integer(
                "residual",
                "exposure after mitigation of the same risks, in minor units",
            ),
            EDITION,
            YEAR,
        ],
    },
    Table {
        name: CONTROLS,
        row: "a control of a valid report",
        columns: &[
            FILE,
            SHA256,
            text("section", "identifier of the section"),
            text("group", "identifier of the control group"),
            text("control", "identifier of the control"),
            text("level", "level of requirement, such as MUST"),
            text("title", "short title"),
            text(
                "status",
                "not-tested, implemented, not-applicable, partial or fails",
            ),
            text("reason", "reason for the status"),
            list("methods", "how it was assessed"),
            day("assessed_on", "day on which it was assessed"),
            text("assessed_by", "who assessed it"),
            text("note", "note, in Markdown"),
            list("evidence", "identifiers of its evidence"),
            list("actions", "identifiers of its actions"),
            list("risks", "identifiers of the risks that it addresses"),
            EDITION,
            YEAR,
        ],
    },
    Table {
        name: RISKS,
        row: "an active risk of a valid report",
        columns: &[
            FILE,
            SHA256,
            text("category", "identifier of the category"),
            text("risk", "identifier of the risk"),
            text("title", "title"),
            flag("own", "whether the assessor added it"),
            integer(
                "inherent_probability",
                "probability before mitigation, in basis points: 10000 is certain",
            ),
            integer(
                "inherent_impact",
                "impact before mitigation, in minor units",
            ),
            integer(
                "inherent_exposure",
                "exposure before mitigation, in minor units",
            ),
            text("inherent_rating", "rating before mitigation"),
            integer(
                "residual_probability",
                "probability after mitigation, in basis points",
            ),
            integer("residual_impact", "impact after mitigation, in minor units"),
            integer(
                "residual_exposure",
                "exposure after mitigation, in minor units",
            ),
            text("residual_rating", "rating after mitigation"),
            integer("mitigation_cost", "cost of mitigation, in minor units"),
            text("treatment", "what is done about it"),
            text("owner", "who answers for it"),
            day("due", "by when"),
            text("accepted_by", "who accepted what remains"),
            day("accepted_on", "when"),
            day("accepted_until", "until when"),
            text("note", "note, in Markdown"),
            list("evidence", "identifiers of its evidence"),
            list("actions", "identifiers of its actions"),
            text("currency", "currency of these amounts"),
            integer(
                "currency_decimals",
                "how many decimals an amount has: 2 where 150 is 1.50",
            ),
            EDITION,
            YEAR,
        ],
    },
    Table {
        name: EVIDENCE,
        row: "an item of evidence of a valid report",
        columns: &[
            FILE,
            SHA256,
            text("evidence", "identifier of the item"),
            text("label", "what it is called"),
            text("type", "file or link"),
            text("name", "name of the file"),
            text("media_type", "media type of the file"),
            integer("size", "bytes of the file"),
            text("sha256", "SHA-256 of the file"),
            text("address", "address of the link"),
            text(
                "absent",
                "missing or changed, where the file was not there as it was taken in",
            ),
            text("description", "what it shows"),
            text("method", "how it was gathered"),
            day("captured_on", "day on which it was captured"),
            moment("added_at", "when it was added, RFC 3339"),
            list("controls", "identifiers of the controls that it supports"),
            list("risks", "identifiers of the risks that it supports"),
            EDITION,
            YEAR,
        ],
    },
];
