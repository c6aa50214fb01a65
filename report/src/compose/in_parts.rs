//! Composing an outline part by part, for whoever has other things to do in between.

use std::borrow::Cow;

use super::{Composer, PARTS, names::legible_names, public};
use crate::{
    document::Report,
    outline::{Outline, footnote::name_notes},
    public::PublicReport,
};

/// An outline that is being composed.
pub struct InParts<'a> {
    /// With names that can be read.
    report: Report,
    /// The public edition that is composed, if it is one.
    public: Option<Cow<'a, PublicReport>>,
    draft: bool,
    outline: Option<Outline>,
    /// How many of the parts are in it.
    done: usize,
}

/// How far an outline is.
pub enum Composed<'a> {
    /// There is more.
    InPart(Box<InParts<'a>>),
    /// This is all of it.
    Wholly(Box<Outline>),
}

impl InParts<'static> {
    /// The outline of [`super::of`].
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self::begin(legible_names(report), None)
    }

    /// The outline of [`super::whole`].
    #[must_use]
    pub fn whole(report: &Report) -> Self {
        let mut report = legible_names(report);
        report.presentation = report.presentation.of_whole();
        Self::begin(report, None)
    }
}

impl<'a> InParts<'a> {
    /// The outline of [`super::whole_public`].
    #[must_use]
    pub fn whole_public(public: Cow<'a, PublicReport>) -> Self {
        let mut report = legible_names(&public::shown(&public));
        report.presentation = report.presentation.of_whole();
        Self::begin(report, Some(public))
    }

    /// The outline of [`super::of_public`].
    pub(super) fn of_public(public: &'a PublicReport) -> Self {
        let report = legible_names(&public::shown(public));
        Self::begin(report, Some(Cow::Borrowed(public)))
    }

    /// As a draft, which has not what only a signed document has.
    pub(super) fn draft(self) -> Self {
        Self {
            draft: true,
            ..self
        }
    }

    fn begin(report: Report, public: Option<Cow<'a, PublicReport>>) -> Self {
        Self {
            report,
            public,
            draft: false,
            outline: None,
            done: 0,
        }
    }

    /// Composes the next part.
    #[must_use]
    pub fn go_on(self) -> Composed<'a> {
        let Self {
            report,
            public,
            draft,
            outline,
            done,
        } = self;
        let (outline, done) = {
            let composer = composer(&report, public.as_deref(), draft);
            match (outline, PARTS.get(done)) {
                (None, _) => (begun(&composer), done),
                (Some(mut outline), Some(part)) => {
                    outline.sections.extend(part(&composer));
                    (outline, done + 1)
                }
                (Some(mut outline), None) => {
                    end(&composer, &mut outline);
                    return Composed::Wholly(Box::new(outline));
                }
            }
        };
        Composed::InPart(Box::new(Self {
            report,
            public,
            draft,
            outline: Some(outline),
            done,
        }))
    }

    /// Composes all that is left.
    #[must_use]
    pub fn finish(self) -> Outline {
        let composer = composer(&self.report, self.public.as_deref(), self.draft);
        let mut outline = self.outline.unwrap_or_else(|| begun(&composer));
        for part in PARTS.iter().skip(self.done) {
            outline.sections.extend(part(&composer));
        }
        end(&composer, &mut outline);
        outline
    }
}

fn composer<'r>(report: &'r Report, public: Option<&'r PublicReport>, draft: bool) -> Composer<'r> {
    let mut composer = Composer {
        draft,
        ..Composer::new(report)
    };
    if let Some(public) = public {
        composer.hidden = public::Hidden::of(public);
        composer.words.amounts_left_out = composer.hidden.all_amounts;
        composer.public = Some(public);
    }
    composer
}

/// The outline as yet without a section.
fn begun(composer: &Composer<'_>) -> Outline {
    let mut outline = composer.frame();
    if let Some(public) = composer.public {
        public::mark(&mut outline, public, composer.writing);
    }
    outline.cover.extend(composer.cover());
    outline
}

/// What is done once all sections are there.
fn end(composer: &Composer<'_>, outline: &mut Outline) {
    composer.lead_to_what_is_said(outline);
    name_notes(outline);
}
