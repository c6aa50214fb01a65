//! The editions that are at hand, and the look-up between them.

use std::sync::OnceLock;

use crate::parse::{catalog_from_edition_file, overlaid};
use crate::{Catalog, CatalogFiles, EditionStatus};

/// An edition that this build carries. It is read when it is first asked for.
struct Bundled {
    /// The SHA-256 of the edition, so that nothing is read to find it.
    sha256: &'static str,
    /// Under which SHA-256 earlier builds carried the same edition. They had the same controls,
    /// risks and relations; summaries of ours and spellings were put right since.
    earlier: &'static [&'static str],
    overlay: Option<&'static str>,
    read: OnceLock<Catalog>,
}

/// The bundled editions, the newest release first: an assessment is made against a release, and a
/// draft is for trying and for preparing.
static BUNDLED: [Bundled; 2] = [
    Bundled {
        sha256: "623f074a92c9783d157c0dcdcc832d992f1fff97d5b15e1cf921e6f0a60abff9",
        earlier: &[],
        overlay: Some(include_str!("../data/v1-2025-11-25.json")),
        read: OnceLock::new(),
    },
    Bundled {
        sha256: "3b66bab5411f808e4bc091b44cd2e3cfc065cba8278283e0c5e9907078cc60a7",
        earlier: &["254385e672bf6b3ad7d8a7dbdf4b90f20a0aa6e84feeeac2d8e3e105ea3b4814"],
        overlay: None,
        read: OnceLock::new(),
    },
];

impl Bundled {
    fn catalog(&self) -> &Catalog {
        self.read.get_or_init(|| {
            let files = CatalogFiles::bundled();
            let catalog = match self.overlay {
                Some(overlay) => {
                    overlaid(&files, overlay).and_then(|file| catalog_from_edition_file(&file))
                }
                None => Catalog::from_files(&files),
            };
            #[expect(
                clippy::expect_used,
                reason = "the files are compiled in, and the tests read them"
            )]
            catalog.expect("the bundled edition is sound")
        })
    }
}

/// The editions that are at hand: those that this build carries, and those that were added.
///
/// An edition once read is kept until the program ends, so that whatever shows it can hold on to
/// it; added editions are few, and one is added once.
#[derive(Clone, Debug, Default)]
pub struct Editions {
    added: Vec<&'static Catalog>,
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
        let added = self
            .added
            .iter()
            .find(|each| each.edition().sha256() == sha256);
        if let Some(catalog) = added {
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
        let mut all: Vec<&'static Catalog> = bundled.chain(self.added.iter().copied()).collect();
        all.sort_by(|left, right| {
            let (left, right) = (left.edition(), right.edition());
            let key = |status: EditionStatus| status == EditionStatus::Draft;
            key(left.status())
                .cmp(&key(right.status()))
                .then_with(|| right.date().cmp(left.date()))
                .then_with(|| left.name().cmp(right.name()))
        });
        all
    }

    /// Adds an edition, if it is not here; gives the one that is here from now on.
    pub fn add(&mut self, catalog: Catalog) -> &'static Catalog {
        if let Some(found) = self.find(catalog.edition().sha256())
            && found.exact
        {
            return found.catalog;
        }
        let kept: &'static Catalog = Box::leak(Box::new(catalog));
        self.added.push(kept);
        kept
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
