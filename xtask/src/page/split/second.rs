//! What is loaded later.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module, TypeSection,
};

use super::source::{Same, Source};
use super::{FIRST, Purpose, SplitError, TABLE, count, shared, table_of};

/// Writes the bodies of the second module.
struct Second(BTreeMap<u32, u32>);

impl Reencode for Second {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, reencode::Error<Infallible>> {
        // What is not there is found by the validation of what was written.
        Ok(self.0.get(&index).copied().unwrap_or(u32::MAX))
    }
}

pub(super) fn write(
    source: &Source<'_>,
    later: &[u32],
    needed: &BTreeSet<u32>,
    purpose: Purpose,
) -> Result<Vec<u8>, SplitError> {
    let mut types = TypeSection::new();
    if let Some(section) = &source.types {
        Same.parse_type_section(&mut types, section.clone())?;
    }

    let mut imports = ImportSection::new();
    let own = later.iter().map(|place| source.imported() + place);
    let mut places: BTreeMap<u32, u32> = own.zip(count(needed.len())..).collect();
    places.extend(needed.iter().copied().zip(0..));
    for index in needed {
        match source.imports.get(*index as usize) {
            Some((module, name, type_index)) => {
                imports.import(module, name, EntityType::Function(*type_index));
            }
            None => {
                let of = EntityType::Function(source.type_of(index - source.imported()));
                imports.import(FIRST, &shared(ExportKind::Func, *index), of);
            }
        }
    }
    for (table, index) in source.tables.iter().zip(0..) {
        imports.import(
            FIRST,
            &shared(ExportKind::Table, index),
            EntityType::Table(*table),
        );
    }
    imports.import(FIRST, TABLE, EntityType::Table(table_of(later)));
    for (memory, index) in source.memories.iter().zip(0..) {
        imports.import(
            FIRST,
            &shared(ExportKind::Memory, index),
            EntityType::Memory(*memory),
        );
    }
    for (global, index) in source.globals.iter().zip(0..) {
        imports.import(
            FIRST,
            &shared(ExportKind::Global, index),
            EntityType::Global(*global),
        );
    }

    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let mut writing = Second(places);
    for place in later {
        functions.function(source.type_of(*place));
        if let Some(body) = source.bodies.get(*place as usize) {
            writing.parse_function_body(&mut code, body.clone())?;
        }
    }

    let mut second = Module::new();
    second.section(&types).section(&imports).section(&functions);
    let own = (count(needed.len())..).take(later.len());
    match purpose {
        Purpose::Run => {
            let table = Some(count(source.tables.len()));
            let own = Elements::Functions(own.collect());
            let mut elements = ElementSection::new();
            elements.active(table, &ConstExpr::i32_const(0), own);
            second.section(&elements);
        }
        Purpose::Record => {
            let mut exports = ExportSection::new();
            for (index, slot) in own.zip(0..) {
                exports.export(&shared(ExportKind::Func, slot), ExportKind::Func, index);
            }
            second.section(&exports);
        }
    }
    second.section(&code);
    Ok(second.finish())
}
