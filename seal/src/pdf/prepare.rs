//! Reserving signature fields before the first signature.

use lopdf::{Dictionary, Object, dictionary};

use super::Pdf;
use super::document::{self, ReadPdfError, text_string};
use super::fields::signature_fields;
use super::update::Update;

/// The roles that a report has fields for. A recipient confirms that the file was received, and agrees to nothing.
pub const ROLES: [&str; 4] = ["assessor", "operator", "reviewer", "recipient"];

/// Why a PDF could not be prepared for signing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PreparePdfError {
    /// The PDF cannot be read.
    #[error(transparent)]
    Read(#[from] ReadPdfError),
    /// The PDF already has a form, and adding fields to it would change what its makers meant.
    #[error("the PDF already has a form; only PDFs without one can be prepared for signing")]
    HasForm,
    /// A role's name is empty or cannot be the name of a field.
    #[error(
        "{0:?} cannot name a role: use letters, digits, hyphens and underscores, each name once"
    )]
    RoleName(String),
    /// The update could not be written.
    #[error("the PDF could not be written: {0}")]
    Write(String),
}

/// Appends one empty signature field per role to a PDF, as an incremental update.
///
/// The fields have no widget, so nothing shows on any page. They must be there before the first
/// signature: adding one later is a change that validators report. A PDF that already has a field
/// for every role is returned as it is.
///
/// # Errors
/// [`PreparePdfError`]
pub fn prepare_pdf(pdf: &[u8], roles: &[&str]) -> Result<Vec<u8>, PreparePdfError> {
    Ok(Pdf::parse(pdf)?.prepare(roles)?.into_bytes())
}

impl<'a> Pdf<'a> {
    /// Appends one empty signature field per role, as [`prepare_pdf`] does.
    ///
    /// # Errors
    /// [`PreparePdfError`]
    pub fn prepare(self, roles: &[&str]) -> Result<Pdf<'a>, PreparePdfError> {
        check_roles(roles)?;
        let document = self.document();
        let (catalog_id, catalog) = document::catalog(document)
            .ok_or_else(|| ReadPdfError::Damaged("it has no catalog".to_owned()))?;
        if catalog.has(b"AcroForm") {
            let fields = signature_fields(document);
            let has = |role: &&str| fields.iter().any(|field| field.name == **role);
            if roles.iter().all(has) {
                return Ok(self);
            }
            return Err(PreparePdfError::HasForm);
        }
        let mut catalog = catalog.clone();

        let mut update = Update::of(&self);
        let mut fields = Vec::new();
        for role in roles {
            let id = update.add(dictionary! {
                "FT" => "Sig",
                "T" => text_string(role),
            });
            fields.push(Object::Reference(id));
        }
        // SigFlags: signatures exist (1), and the file may only be appended to (2). They stand here
        // from the start, so that a signature changes nothing but its own field.
        let mut form = Dictionary::new();
        form.set("Fields", Object::Array(fields));
        form.set("SigFlags", 3);
        let form_id = update.add(form);
        catalog.set("AcroForm", Object::Reference(form_id));
        update.set(catalog_id, catalog);
        let written = update
            .write(4096)
            .map_err(|error| PreparePdfError::Write(error.to_string()))?;
        Ok(self.after(written))
    }
}

fn check_roles(roles: &[&str]) -> Result<(), PreparePdfError> {
    for (index, role) in roles.iter().enumerate() {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let repeated = roles.iter().take(index).any(|earlier| earlier == role);
        if role.is_empty() || !role.chars().all(allowed) || repeated {
            return Err(PreparePdfError::RoleName((*role).to_owned()));
        }
    }
    Ok(())
}
