//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::words;

/// Verifies what Assay signs, and says what it holds. Nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "assay", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// What is to be done.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files: signatures, contents, pages
    #[command(after_help = words::VERDICTS)]
    Verify(VerifyArguments),
    /// Say what a signed document holds, as text
    Show(ShowArguments),
    /// Make a PDF, a table or Markdown of a signed JSON
    Render(RenderArguments),
    /// Editions of a standard: print, search, check, convert, compare
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Write the findings of many reports as tables
    #[command(after_help = words::TABLES)]
    Table(TableArguments),
    /// Print the JSON Schema of a format
    Schema(SchemaArguments),
    /// Print the manual page
    Man(ManArguments),
    /// Print completions for a shell
    Completions(CompletionsArguments),
}

/// What is shown.
#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// A report, a public edition or a status-update request, as JSON or PDF
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What is needed beside the file.
    #[command(flatten)]
    pub(crate) at_hand: AtHandArguments,
}

/// What is made of what.
#[derive(Debug, Args)]
#[command(after_help = words::RENDERED)]
pub(crate) struct RenderArguments {
    /// A signed JSON
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What is made of it.
    #[command(flatten)]
    pub(crate) form: FormArguments,
    /// Where it is written, “-” for the standard output; otherwise beside the file, with another ending. Of OSCAL and for CISO Assistant, the folder
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
    /// The file of a picture or the logo that the PDF shows; may be given again
    #[arg(long = "picture", value_name = "FILE")]
    pub(crate) pictures: Vec<PathBuf>,
    /// What is needed beside the file.
    #[command(flatten)]
    pub(crate) at_hand: AtHandArguments,
}

/// One of the forms.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct FormArguments {
    /// The PDF with all of it, as it is before anybody signs it
    #[arg(long)]
    pub(crate) pdf: bool,
    /// The PDF of the executive edition
    #[arg(long)]
    pub(crate) executive: bool,
    /// The specification's summary of controls, as a page
    #[arg(long)]
    pub(crate) html: bool,
    /// The specification's summary of controls, as a table
    #[arg(long)]
    pub(crate) csv: bool,
    /// All of it, as Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
    /// All of it, as one page for browsers
    #[arg(long)]
    pub(crate) page: bool,
    /// Its tables, as a workbook for spreadsheets
    #[arg(long)]
    pub(crate) xlsx: bool,
    /// All of it as OSCAL documents, in a folder
    #[arg(long)]
    pub(crate) oscal: bool,
    /// Its edition as a library and its audit as a table, as CISO Assistant imports them, in a folder
    #[arg(long)]
    pub(crate) ciso_assistant: bool,
}

impl FormArguments {
    /// How the name of such a file ends.
    pub(crate) const fn ending(&self) -> &'static str {
        if self.executive {
            "executive.pdf"
        } else if self.html {
            "html"
        } else if self.csv {
            "csv"
        } else if self.markdown {
            "md"
        } else if self.page {
            "page.html"
        } else if self.xlsx {
            "xlsx"
        } else if self.oscal {
            "oscal"
        } else if self.ciso_assistant {
            "ciso-assistant"
        } else {
            "pdf"
        }
    }
}

/// What is done with editions.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// Name the editions that this program carries
    List,
    /// Print controls, risks and mitigations of an edition
    Print(EditionArguments),
    /// Find controls, risks, mitigations and terms that hold all of some words
    Search(SearchArguments),
    /// Say whether files hold editions that can be read, and what is wrong
    Check(CheckArguments),
    /// Write what others publish (the page of ValOS, an OSCAL catalog) as an edition file
    Convert(ConvertArguments),
    /// Say what changed from one edition to another, as Markdown
    Difference(DifferenceArguments),
}

/// Which edition.
#[derive(Debug, Args)]
pub(crate) struct EditionArguments {
    /// A file that holds an edition, or the version or date of one that this program carries; otherwise the newest release
    #[arg(value_name = "EDITION")]
    pub(crate) edition: Option<String>,
    /// Print the edition file
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is looked for.
#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    /// Words, whatever their case
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// A file that holds an edition, or the version or date of one that this program carries; otherwise the newest release
    #[arg(long, value_name = "EDITION")]
    pub(crate) edition: Option<String>,
}

/// What is checked.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files that hold editions
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The edition's date (YYYY-MM-DD), for files that do not say it
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
}

/// What is converted.
#[derive(Debug, Args)]
pub(crate) struct ConvertArguments {
    /// A file that holds an edition
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where the edition file is written
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The edition's date (YYYY-MM-DD), for a file that does not say it
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
}

/// What is compared.
#[derive(Debug, Args)]
pub(crate) struct DifferenceArguments {
    /// The edition gone over from: a file, or the version or date of one that this program carries
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The edition gone over to
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
}

/// Of which reports tables are written.
#[derive(Debug, Args)]
pub(crate) struct TableArguments {
    /// Reports as JSON or PDF, or folders of these
    #[arg(required_unless_present = "columns", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// In which form.
    #[command(flatten)]
    pub(crate) form: TableFormArguments,
    /// The folder in which the tables are written
    #[arg(
        short,
        long,
        required_unless_present = "columns",
        value_name = "FOLDER"
    )]
    pub(crate) output: Option<PathBuf>,
    /// Replace tables that are there
    #[arg(long)]
    pub(crate) force: bool,
    /// Known signers, as the page saves them: only what they signed is in the tables
    #[arg(long, value_name = "KEYS")]
    pub(crate) trust: Option<PathBuf>,
    /// What is needed beside the files.
    #[command(flatten)]
    pub(crate) at_hand: AtHandArguments,
}

/// One of the forms, or what all of them hold.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct TableFormArguments {
    /// Apache Parquet, a folder each, divided by edition and year
    #[arg(long)]
    pub(crate) parquet: bool,
    /// A JSON object a line
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// CSV (RFC 4180), in which nothing is calculated
    #[arg(long)]
    pub(crate) csv: bool,
    /// Write nothing, and explain the columns
    #[arg(long, conflicts_with_all = ["files", "output"])]
    pub(crate) columns: bool,
}

/// Which schema.
#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// The format; without it, all are named
    #[arg(value_name = "FORMAT")]
    pub(crate) format: Option<String>,
}

/// Which manual page.
#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The command; without it, the page of the program
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

/// For which shell.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// What is verified, and against what.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// Reports, public editions, status-update requests (JSON or PDF), disclosures, backups, or folders of these
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Known signers, as the page saves them: a file that anybody else signed cannot be told
    #[arg(long, value_name = "KEYS")]
    pub(crate) trust: Option<PathBuf>,
    /// Write what was found as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// What is needed beside the files.
    #[command(flatten)]
    pub(crate) at_hand: AtHandArguments,
}

/// What the page has on its device, and the command line is told.
#[derive(Debug, Default, Args)]
pub(crate) struct AtHandArguments {
    /// An edition that this program does not carry, as the page saves it; may be given again
    #[arg(long = "edition", value_name = "FILE")]
    pub(crate) editions: Vec<PathBuf>,
    /// A font that pages were drawn with; may be given again
    #[arg(long = "font", value_name = "FILE")]
    pub(crate) fonts: Vec<PathBuf>,
    /// Certificates of known time stamping authorities; may be given again
    #[arg(long = "authority", value_name = "FILE")]
    pub(crate) authorities: Vec<PathBuf>,
}
