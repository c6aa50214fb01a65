//! The names in a report, written so that they can be read. The document keeps them as they are; the
//! outline, and with it the PDF and the screen, shows what cannot be seen in them.

use assay_assessment::{TextLimit, legible};

use crate::{
    document::{EvidenceContent, Logo, Presentation, Report},
    request::StatusRequest,
};

/// The report with every name of a file, a person, a firm or a thing that somebody named made legible.
pub(super) fn legible_names(report: &Report) -> Report {
    let mut report = report.clone();
    each_name(&mut report, |name| {
        if let std::borrow::Cow::Owned(shown) = legible(name) {
            *name = shown;
        }
    });
    report
}

/// The same of a status-update request.
pub(super) fn legible_names_of_request(request: &StatusRequest) -> StatusRequest {
    let mut request = request.clone();
    let visit = |name: &mut String| {
        if let std::borrow::Cow::Owned(shown) = legible(name) {
            *name = shown;
        }
    };
    visit(&mut request.title);
    visit(&mut request.operator.name);
    visit(&mut request.operator.contact);
    for assessor in &mut request.assessors {
        visit(&mut assessor.name);
        visit(&mut assessor.organisation);
        visit(&mut assessor.role);
    }
    for party in &mut request.signing_parties {
        visit(&mut party.name);
        visit(&mut party.organisation);
    }
    request
        .reports
        .iter_mut()
        .for_each(|file| visit(&mut file.name));
    request
}

/// The logo of a presentation, with its alternative text made legible.
pub(super) fn legible_logo(presentation: &Presentation) -> Option<Logo> {
    presentation.logo.as_ref().map(|logo| Logo {
        alternative_text: legible(&logo.alternative_text).into_owned(),
        ..logo.clone()
    })
}

/// Visits every name in a report.
pub(super) fn each_name(report: &mut Report, mut visit: impl FnMut(&mut String)) {
    visit(&mut report.title);
    visit(&mut report.operator.name);
    visit(&mut report.operator.contact);
    for assessor in &mut report.assessors {
        visit(&mut assessor.name);
        visit(&mut assessor.organisation);
        visit(&mut assessor.role);
    }
    let texts = report
        .engagement
        .iter_mut()
        .flat_map(|part| &mut part.texts);
    for (_, text) in texts.filter(|(text, _)| text.limit() == TextLimit::Line) {
        visit(text);
    }
    for party in &mut report.signing_parties {
        visit(&mut party.name);
        visit(&mut party.organisation);
    }
    for level in &mut report.scales.levels {
        visit(&mut level.probability_label);
        visit(&mut level.impact_label);
    }
    let groups = report
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.groups);
    for control in groups.flat_map(|group| &mut group.controls) {
        let earlier = control.earlier.as_mut();
        let earlier = earlier.and_then(|earlier| earlier.assessed.as_mut());
        for assessed in control.assessed.as_mut().into_iter().chain(earlier) {
            visit(&mut assessed.by);
        }
    }
    for risk in report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks)
    {
        if risk.own {
            visit(&mut risk.title);
        }
        visit(&mut risk.owner);
        if let Some(acceptance) = &mut risk.acceptance {
            visit(&mut acceptance.by);
        }
    }
    for item in &mut report.evidence {
        visit(&mut item.label);
        if let EvidenceContent::File {
            name, media_type, ..
        } = &mut item.content
        {
            visit(name);
            visit(media_type);
        }
    }
    for action in &mut report.actions {
        visit(&mut action.title);
        visit(&mut action.owner);
    }
    for part in &mut report.deficiencies {
        visit(&mut part.title);
        visit(&mut part.responded_by);
    }
    for item in report
        .findings
        .iter_mut()
        .flat_map(|finding| &mut finding.items)
    {
        visit(&mut item.title);
        if let Some(detail) = &mut item.detail {
            visit(detail);
        }
    }
}
