//! Puts the catalog's types together from the JSON tree.

use super::reader::{At, Kind, Object, Reading};
use super::{Document, ProblemKind};
use crate::catalog::Catalog;
use crate::{
    CategoryId, Control, ControlGroup, ControlId, Criterion, Edition, Framework, FrameworkId,
    GlossaryTerm, GroupId, Level, Mitigation, MitigationId, Paragraph, Period, Provenance, Risk,
    RiskCategory, RiskGroup, RiskId, RiskPrefix, RiskScope, RiskState, Section, SectionId, Wording,
};

/// The greatest length of a short title, in characters.
const MAX_SHORT_TITLE_CHARACTERS: usize = 60;

/// Everything that the data files hold, in the order of the files.
#[derive(Default)]
pub(super) struct Entities {
    pub(super) edition: Option<Edition>,
    pub(super) frameworks: Vec<Framework>,
    pub(super) sections: Vec<Section>,
    pub(super) groups: Vec<ControlGroup>,
    pub(super) controls: Vec<Control>,
    pub(super) categories: Vec<RiskCategory>,
    pub(super) risks: Vec<Risk>,
    pub(super) mitigations: Vec<Mitigation>,
    pub(super) glossary: Vec<GlossaryTerm>,
}

impl Entities {
    /// The catalog, or `None` if the edition could not be read.
    pub(super) fn into_catalog(self, sha256: String) -> Option<Catalog> {
        let mut edition = self.edition?;
        edition.sha256 = sha256;
        Some(Catalog::new(
            edition,
            self.frameworks,
            self.sections,
            self.groups,
            self.controls,
            self.categories,
            self.risks,
            self.mitigations,
            self.glossary,
        ))
    }
}

/// Reads everything; what is wrong is noted and left out.
pub(super) fn read(document: &Document, reading: &Reading) -> Entities {
    let mut entities = Entities {
        edition: edition(&At::root("edition.json", &document.edition), reading),
        ..Entities::default()
    };
    let lists = |file: &'static str, node, name: &'static str| {
        let Some(root) = At::root(file, node).object(reading) else {
            return Vec::new();
        };
        let items = root.items(name);
        root.finish();
        items
    };
    for item in lists("frameworks.json", &document.frameworks, "frameworks") {
        entities.frameworks.extend(framework(&item, reading));
    }
    for item in lists("controls.json", &document.controls, "sections") {
        section(&item, reading, &mut entities);
    }
    for item in lists("risks.json", &document.risks, "categories") {
        category(&item, reading, &mut entities);
    }
    for item in lists("mitigations.json", &document.mitigations, "mitigations") {
        entities.mitigations.extend(mitigation(&item, reading));
    }
    for item in lists("glossary.json", &document.glossary, "terms") {
        entities.glossary.extend(glossary_term(&item, reading));
    }
    entities
}

fn edition(at: &At<'_>, reading: &Reading) -> Option<Edition> {
    let object = at.object(reading)?;
    let name = object.text("name");
    let version = object.text("version");
    let date = checked_text(&object, "date", is_date, "a date of the form YYYY-MM-DD");
    let publisher = object.text("publisher");
    let licence = object.text("licence");
    let copyright = object.text("copyright");
    let url = checked_text(
        &object,
        "url",
        |text| text.starts_with("https://"),
        "an address that begins with https://",
    );
    let provenance = object
        .required("provenance")
        .and_then(|field| provenance(&field, reading));
    object.finish();
    Some(Edition {
        name: name?,
        version: version?,
        date: date?,
        publisher: publisher?,
        licence: licence?,
        copyright: copyright?,
        url: url?,
        sha256: String::new(),
        provenance: provenance?,
    })
}

fn provenance(at: &At<'_>, reading: &Reading) -> Option<Provenance> {
    let object = at.object(reading)?;
    let source = object.text("source");
    let verbatim = object.texts("verbatim");
    let summaries = object.texts("summaries");
    let changes = object.texts("changes");
    let omissions = object.texts("omissions");
    object.finish();
    Some(Provenance {
        source: source?,
        verbatim,
        summaries,
        changes,
        omissions,
    })
}

fn framework(at: &At<'_>, reading: &Reading) -> Option<Framework> {
    let object = at.object(reading)?;
    let id: Option<FrameworkId> = object.own_identifier(Kind::Framework);
    let label = object.text("label");
    let title = object.text("title");
    let part_of = object.optional("part_of").map(|field| {
        let whole: Option<FrameworkId> = field.identifier(reading);
        if let Some(whole) = &whole {
            reading.refer(Kind::Framework, whole, &field.place);
        }
        whole
    });
    object.finish();
    Some(Framework {
        id: id?,
        label: label?,
        title: title?,
        part_of: match part_of {
            Some(whole) => Some(whole?),
            None => None,
        },
    })
}

fn section(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<SectionId> = object.own_identifier(Kind::Section);
    let title = object.text("title");
    let criteria = criteria(&object);
    let mut groups = Vec::new();
    for item in object.items("groups") {
        groups.extend(group(&item, id.as_ref(), reading, entities));
    }
    object.finish();
    if let (Some(id), Some(title)) = (id, title) {
        entities.sections.push(Section {
            id,
            title,
            groups,
            criteria,
        });
    }
}

fn group(
    at: &At<'_>,
    section: Option<&SectionId>,
    reading: &Reading,
    entities: &mut Entities,
) -> Option<GroupId> {
    let object = at.object(reading)?;
    let id: Option<GroupId> = object.own_identifier(Kind::Group);
    let title = object.text("title");
    let mut controls = Vec::new();
    for item in object.items("controls") {
        if let Some(control) = control(&item, id.as_ref(), reading) {
            controls.push(control.id.clone());
            entities.controls.push(control);
        }
    }
    let guidance = paragraphs(object.optional_items("guidance"), reading);
    let standards = framework_references(object.optional_items("standards"), reading);
    let addresses = scope(&object, "addresses");
    let criteria = criteria(&object);
    object.finish();
    let id = id?;
    entities.groups.push(ControlGroup {
        id: id.clone(),
        title: title?,
        section: section?.clone(),
        controls,
        guidance,
        standards,
        addresses: addresses?,
        criteria,
    });
    Some(id)
}

fn control(at: &At<'_>, group: Option<&GroupId>, reading: &Reading) -> Option<Control> {
    let object = at.object(reading)?;
    let id: Option<ControlId> = object.own_identifier(Kind::Control);
    let level = object.name("level", &Level::ALL, Level::as_str);
    let short_title = checked_text(
        &object,
        "short_title",
        |text| text.chars().count() <= MAX_SHORT_TITLE_CHARACTERS,
        "a short title of at most 60 characters",
    );
    if let Some(short_title) = &short_title {
        reading.declare(
            Kind::ShortTitle,
            short_title,
            &object.place().below("short_title"),
        );
    }
    let statement = object.text("statement");
    if let (Some(level), Some(statement)) = (level, &statement)
        && !has_key_words(statement, level)
    {
        let kind = ProblemKind::StatementLacksLevel {
            level: level.as_str(),
        };
        reading.note(object.place().below("statement"), kind);
    }
    let sentence = object.optional_text("sentence");
    let period = object.optional_name("period", &Period::ALL, Period::as_str);
    let source_line = object.line("source_line");
    object.finish();
    Some(Control {
        id: id?,
        group: group?.clone(),
        level: level?,
        short_title: short_title?,
        statement: statement?,
        sentence: sentence?,
        period: period?,
        source_line: source_line?,
    })
}

fn category(at: &At<'_>, reading: &Reading, entities: &mut Entities) {
    let Some(object) = at.object(reading) else {
        return;
    };
    let id: Option<CategoryId> = object.own_identifier(Kind::Category);
    let prefix = object.name("prefix", &RiskPrefix::ALL, RiskPrefix::as_str);
    let title = object.text("title");
    let introduction = paragraphs(object.items("introduction"), reading);
    for item in object.items("risks") {
        entities
            .risks
            .extend(risk(&item, id.as_ref(), prefix, reading));
    }
    object.finish();
    if let (Some(id), Some(prefix), Some(title)) = (id, prefix, title) {
        entities.categories.push(RiskCategory {
            id,
            prefix,
            title,
            introduction,
        });
    }
}

fn risk(
    at: &At<'_>,
    category: Option<&CategoryId>,
    prefix: Option<RiskPrefix>,
    reading: &Reading,
) -> Option<Risk> {
    let object = at.object(reading)?;
    let id: Option<RiskId> = object.own_identifier(Kind::Risk);
    if let (Some(id), Some(prefix)) = (id, prefix)
        && id.prefix() != prefix
    {
        let kind = ProblemKind::RiskInOtherCategory {
            risk: id.to_string(),
            prefix: prefix.as_str(),
        };
        reading.note(object.place().clone(), kind);
    }
    let state = if object.optional("replaced_by").is_some() {
        let replaced_by = object
            .optional_items("replaced_by")
            .iter()
            .filter_map(|item| {
                let successor: RiskId = item.identifier(reading)?;
                reading.refer(Kind::Risk, successor, &item.place);
                Some(successor)
            })
            .collect();
        Some(RiskState::Retired { replaced_by })
    } else {
        active_state(&object)
    };
    object.finish();
    Some(Risk {
        id: id?,
        category: category?.clone(),
        state: state?,
    })
}

fn active_state(object: &Object<'_, '_>) -> Option<RiskState> {
    let group = object.name("group", &RiskGroup::ALL, RiskGroup::as_str);
    let title = object.text("title");
    let description = object.texts("description");
    let wording = object.name("wording", &Wording::ALL, Wording::as_str);
    let title_wording = object.optional_name("title_wording", &Wording::ALL, Wording::as_str);
    let source_line = object.optional_line("source_line");
    let wording = wording?;
    let title_wording = title_wording?.unwrap_or(wording);
    let source_line = source_line?;
    let all_summary = wording.is_summary() && title_wording.is_summary();
    if all_summary == source_line.is_some() {
        object.reading().note(
            object.place().clone(),
            ProblemKind::SourceLineAgainstWording,
        );
    }
    Some(RiskState::Active {
        group: group?,
        title: title?,
        title_wording,
        description_text: description.join("; "),
        description,
        wording,
        source_line,
    })
}

fn mitigation(at: &At<'_>, reading: &Reading) -> Option<Mitigation> {
    let object = at.object(reading)?;
    let id: Option<MitigationId> = object.own_identifier(Kind::Mitigation);
    let title = object.text("title");
    let paragraphs = paragraphs(object.items("paragraphs"), reading);
    let mitigates = scope(&object, "mitigates");
    object.finish();
    Some(Mitigation {
        id: id?,
        title: title?,
        paragraphs,
        mitigates: mitigates?,
    })
}

fn glossary_term(at: &At<'_>, reading: &Reading) -> Option<GlossaryTerm> {
    let object = at.object(reading)?;
    let term = object.text("term");
    if let Some(term) = &term {
        reading.declare(Kind::Term, term, &object.place().below("term"));
    }
    let definition = object.text("definition");
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let found_in: Option<MitigationId> = object.identifier("found_in");
    if let Some(mitigation) = &found_in {
        reading.refer(
            Kind::Mitigation,
            mitigation,
            &object.place().below("found_in"),
        );
    }
    let source_line = object.line("source_line");
    object.finish();
    Some(GlossaryTerm {
        term: term?,
        definition: definition?,
        wording: wording?.unwrap_or(Wording::Specification),
        found_in: found_in?,
        source_line: source_line?,
    })
}

fn paragraphs(items: Vec<At<'_>>, reading: &Reading) -> Vec<Paragraph> {
    items
        .iter()
        .filter_map(|item| paragraph(item, reading))
        .collect()
}

fn paragraph(at: &At<'_>, reading: &Reading) -> Option<Paragraph> {
    let object = at.object(reading)?;
    let text = object.text("text");
    let wording = object.optional_name("wording", &Wording::ALL, Wording::as_str);
    let list_lost = object.mark("list_lost");
    let source_line = object.optional_line("source_line");
    object.finish();
    let wording = wording?.unwrap_or(Wording::Specification);
    let source_line = source_line?;
    if wording.is_summary() == source_line.is_some() {
        reading.note(
            object.place().clone(),
            ProblemKind::SourceLineAgainstWording,
        );
    }
    Some(Paragraph {
        text: text?,
        wording,
        list_lost,
        source_line,
    })
}

fn scope(parent: &Object<'_, '_>, name: &'static str) -> Option<RiskScope> {
    let reading = parent.reading();
    let object = parent.required(name)?.object(reading)?;
    let risks = object
        .optional_items("risks")
        .iter()
        .filter_map(|item| {
            let risk: RiskId = item.identifier(reading)?;
            reading.refer(Kind::Risk, risk, &item.place);
            Some(risk)
        })
        .collect::<Vec<_>>();
    let categories = object
        .optional_items("risk_categories")
        .iter()
        .filter_map(|item| {
            let category: CategoryId = item.identifier(reading)?;
            reading.refer(Kind::Category, &category, &item.place);
            Some(category)
        })
        .collect::<Vec<_>>();
    let all_risks = object.mark("all_risks");
    if object.optional_items("risks").is_empty()
        && object.optional_items("risk_categories").is_empty()
        && !all_risks
    {
        reading.note(object.place().clone(), ProblemKind::NamesNoRisk);
    }
    object.finish();
    Some(RiskScope {
        risks,
        categories,
        all_risks,
    })
}

fn criteria(parent: &Object<'_, '_>) -> Vec<Criterion> {
    parent
        .optional_items("criteria")
        .iter()
        .filter_map(|item| criterion(item, parent.reading()))
        .collect()
}

fn criterion(at: &At<'_>, reading: &Reading) -> Option<Criterion> {
    let object = at.object(reading)?;
    let framework: Option<FrameworkId> = object.identifier("framework");
    if let Some(framework) = &framework {
        let place = object.place().below("framework");
        reading.refer(Kind::Framework, framework, &place);
    }
    let reference = object.optional_text("reference");
    object.finish();
    Some(Criterion {
        framework: framework?,
        reference: reference?,
    })
}

fn framework_references(items: Vec<At<'_>>, reading: &Reading) -> Vec<FrameworkId> {
    items
        .iter()
        .filter_map(|item| {
            let framework: FrameworkId = item.identifier(reading)?;
            reading.refer(Kind::Framework, &framework, &item.place);
            Some(framework)
        })
        .collect()
}

/// A text that has to be there and to pass a test; `expected` says in words what it has to be.
fn checked_text(
    object: &Object<'_, '_>,
    name: &'static str,
    test: fn(&str) -> bool,
    expected: &'static str,
) -> Option<String> {
    let found = object.text(name)?;
    if test(&found) {
        return Some(found);
    }
    let kind = ProblemKind::Malformed { found, expected };
    object.reading().note(object.place().below(name), kind);
    None
}

/// Whether a statement has the key words of its level; "MUST NOT" does not count as "MUST".
fn has_key_words(statement: &str, level: Level) -> bool {
    match level {
        Level::Must => statement.replace("MUST NOT", "").contains("MUST"),
        Level::MustNot | Level::Should => statement.contains(level.as_str()),
    }
}

/// Whether a text has the form `YYYY-MM-DD` with a month and a day that exist in some year.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |digits: &str, length: usize| {
        (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse::<u16>().ok())
            .flatten()
    };
    let (Some(_), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}
