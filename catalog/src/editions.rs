//! The editions that are at hand, and the look-up between them.

use std::sync::{Arc, OnceLock};

use crate::parse::{beginning_with_the_edition, bundled_catalog, bundled_file, read_edition_file};
use crate::{Catalog, CatalogError, CatalogFiles, EditionStatus};

/// An edition that this build carries. It is read when it is first asked for.
struct Bundled {
    /// The SHA-256 of the edition, so that nothing is read to find it.
    sha256: &'static str,
    /// Under which SHA-256 earlier builds carried the same edition. They had the same controls,
    /// risks and relations; summaries of ours and spellings were put right since.
    earlier: &'static [&'static str],
    overlay: Option<&'static str>,
    read: OnceLock<Catalog>,
    file: OnceLock<Arc<str>>,
}

/// The bundled editions, the newest release first: an assessment is made against a release, and a
/// draft is for trying and for preparing.
static BUNDLED: [Bundled; 2] = [
    Bundled {
        sha256: "623f074a92c9783d157c0dcdcc832d992f1fff97d5b15e1cf921e6f0a60abff9",
        earlier: &[],
        overlay: Some(include_str!("../data/v1-2025-11-25.json")),
        read: OnceLock::new(),
        file: OnceLock::new(),
    },
    Bundled {
        sha256: "3b66bab5411f808e4bc091b44cd2e3cfc065cba8278283e0c5e9907078cc60a7",
        earlier: &["254385e672bf6b3ad7d8a7dbdf4b90f20a0aa6e84feeeac2d8e3e105ea3b4814"],
        overlay: None,
        read: OnceLock::new(),
        file: OnceLock::new(),
    },
];

impl Bundled {
    /// The edition file, as canonical JSON.
    fn file(&self) -> Arc<str> {
        let file = self.file.get_or_init(|| {
            // The files are compiled in and the tests read them, so that this is never empty.
            let file = bundled_file(&CatalogFiles::bundled(), self.overlay);
            file.unwrap_or_default().into()
        });
        Arc::clone(file)
    }

    fn catalog(&self) -> &Catalog {
        self.read.get_or_init(|| {
            let catalog = bundled_catalog(&CatalogFiles::bundled(), self.overlay, self.sha256);
            #[expect(
                clippy::expect_used,
                reason = "the files are compiled in, and the tests read them"
            )]
            catalog.expect("the bundled edition is sound")
        })
    }
}

/// The editions that are at hand: those that this build carries, and those that were added. Copies are
/// cheap, and share what was read.
///
/// An edition once read is kept until the program ends, so that whatever shows it can hold on to
/// it; added editions are few, and one is read once.
#[derive(Clone, Debug, Default)]
pub struct Editions {
    added: Vec<Arc<Added>>,
}

/// An edition that was added. It is read when it is first asked for.
#[derive(Debug)]
struct Added {
    sha256: String,
    text: Arc<str>,
    read: OnceLock<Option<&'static Catalog>>,
}

impl Added {
    /// The edition; `None` where the text is not what it was when it was kept.
    fn catalog(&self) -> Option<&'static Catalog> {
        *self.read.get_or_init(|| {
            let (catalog, _) = read_edition_file(&self.text).ok()?;
            let is_the_same = catalog.edition().sha256() == self.sha256;
            is_the_same.then(|| kept(catalog, Arc::clone(&self.text)))
        })
    }
}

/// Keeps a catalog until the program ends, with the text of its edition file.
fn kept(catalog: Catalog, text: Arc<str>) -> &'static Catalog {
    Box::leak(Box::new(catalog.with_file(text)))
}

/// An edition that was looked for.
#[derive(Clone, Copy, Debug)]
pub struct FoundEdition {
    /// The edition.
    pub catalog: &'static Catalog,
    /// Whether it is the same to the last letter. Otherwise it is the same edition as an earlier
    /// build carried it: with the same controls, risks and relations, and some texts put right
    /// since.
    pub exact: bool,
}

impl Editions {
    /// Those that this build carries.
    pub const fn bundled() -> Self {
        Self { added: Vec::new() }
    }

    /// The edition with this SHA-256 (64 lower-case hexadecimal digits), if it is at hand.
    pub fn find(&self, sha256: &str) -> Option<FoundEdition> {
        let added = self.added.iter().find(|each| each.sha256 == sha256);
        if let Some(catalog) = added.and_then(|each| each.catalog()) {
            return Some(FoundEdition {
                catalog,
                exact: true,
            });
        }
        BUNDLED.iter().find_map(|bundled| {
            let exact = bundled.sha256 == sha256;
            (exact || bundled.earlier.contains(&sha256)).then(|| FoundEdition {
                catalog: bundled.catalog(),
                exact,
            })
        })
    }

    /// All editions: releases before drafts, and of each the newest first.
    pub fn all(&self) -> Vec<&'static Catalog> {
        let bundled = BUNDLED.iter().map(Bundled::catalog);
        let added = self.added.iter().filter_map(|each| each.catalog());
        let mut all: Vec<&'static Catalog> = bundled.chain(added).collect();
        all.sort_by(|left, right| {
            let (left, right) = (left.edition(), right.edition());
            let is_draft = |status: EditionStatus| status == EditionStatus::Draft;
            is_draft(left.status())
                .cmp(&is_draft(right.status()))
                .then_with(|| right.date().cmp(left.date()))
                .then_with(|| left.name().cmp(right.name()))
        });
        all
    }

    /// Reads an edition file and adds the edition, if it is not here; gives the one that is here from
    /// now on.
    ///
    /// # Errors
    /// [`CatalogError`] with every problem; then nothing is added.
    pub fn add(&mut self, text: &str) -> Result<&'static Catalog, CatalogError> {
        let (catalog, canonical) = read_edition_file(text)?;
        let sha256 = catalog.edition().sha256().to_owned();
        if let Some(found) = self.find(&sha256)
            && found.exact
        {
            return Ok(found.catalog);
        }
        let text: Arc<str> = canonical.into();
        let kept = kept(catalog, Arc::clone(&text));
        self.added.push(Arc::new(Added {
            sha256,
            text,
            read: OnceLock::from(Some(kept)),
        }));
        Ok(kept)
    }

    /// Adds an edition that was read elsewhere from an edition file. One of the bundled ones is here
    /// already.
    pub fn add_read(&mut self, catalog: &'static Catalog) {
        let sha256 = catalog.edition().sha256();
        if let Some(file) = catalog.shared_file()
            && !self.holds(sha256)
        {
            self.added.push(Arc::new(Added {
                sha256: sha256.to_owned(),
                text: file,
                read: OnceLock::from(Some(catalog)),
            }));
        }
    }

    /// Adds an edition whose file was kept under its SHA-256, without reading it now. A text that is
    /// not that edition any more is as if it were not here.
    pub fn add_kept(&mut self, sha256: String, text: String) {
        if !self.holds(&sha256) {
            self.added.push(Arc::new(Added {
                sha256,
                text: text.into(),
                read: OnceLock::new(),
            }));
        }
    }

    /// Whether the edition with just this SHA-256 is at hand, carried by this build or added.
    pub fn holds(&self, sha256: &str) -> bool {
        BUNDLED.iter().any(|bundled| bundled.sha256 == sha256)
            || self.added.iter().any(|each| each.sha256 == sha256)
    }

    /// The edition files of those that were added, by their SHA-256, to be handed to somebody who may
    /// need one ([`Self::add_kept`]).
    pub fn files(&self) -> Vec<(String, String)> {
        let file = |each: &Arc<Added>| (each.sha256.clone(), each.text.to_string());
        self.added.iter().map(file).collect()
    }

    /// Takes an added edition away. What shows it already goes on doing so.
    pub fn remove(&mut self, sha256: &str) {
        self.added.retain(|each| each.sha256 != sha256);
    }

    /// ValOS v1 of 2025-11-25, the newest release that this build carries.
    pub fn bundled_release() -> &'static Catalog {
        BUNDLED[0].catalog()
    }

    /// The Editor's Draft of ValOS of 2026-07-11, the newest draft that this build carries.
    pub fn bundled_draft() -> &'static Catalog {
        BUNDLED[1].catalog()
    }
}

impl Catalog {
    /// The edition file, to be saved and read again ([`Editions::add`]): JSON that says at its
    /// beginning what it is.
    pub fn edition_file(&self) -> String {
        beginning_with_the_edition(&self.canonical_file())
    }

    /// The edition file as canonical JSON (RFC 8785), whose SHA-256 is that of the edition.
    pub fn canonical_file(&self) -> Arc<str> {
        let carried = |bundled: &&Bundled| bundled.sha256 == self.edition().sha256();
        self.shared_file()
            .or_else(|| BUNDLED.iter().find(carried).map(Bundled::file))
            .unwrap_or_default()
    }
}
