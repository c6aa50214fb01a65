//! What has to be known of a program before it is divided.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, TableType};
use wasmparser::{CompositeInnerType, FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

use super::{Purpose, SplitError, count};

/// What has to be known of a module.
#[derive(Default)]
pub(super) struct Source<'a> {
    /// Of each type, how many parameters and the results; only functions have types here.
    pub(super) parameters: Vec<u32>,
    pub(super) types: Option<wasmparser::TypeSectionReader<'a>>,
    /// The imported functions: where from, as what, and their type.
    pub(super) imports: Vec<(&'a str, &'a str, u32)>,
    /// The types of the functions after these.
    pub(super) functions: Vec<u32>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<wasm_encoder::MemoryType>,
    pub(super) globals: Vec<wasm_encoder::GlobalType>,
    names: BTreeMap<u32, &'a str>,
    start: Option<u32>,
}

/// Writes again what it is given, function for function and type for type.
pub(super) struct Same;

impl Reencode for Same {
    type Error = Infallible;
}

impl<'a> Source<'a> {
    pub(super) fn read(module: &'a [u8]) -> Result<Self, SplitError> {
        let mut source = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section.clone() {
                        for one in group?.into_types() {
                            let CompositeInnerType::Func(function) = one.composite_type.inner
                            else {
                                return Err(SplitError::Unknown("has types that are no functions"));
                            };
                            source.parameters.push(count(function.params().len()));
                        }
                    }
                    source.types = Some(section);
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let TypeRef::Func(type_index) = import.ty else {
                            return Err(SplitError::Unknown("imports what is no function"));
                        };
                        source
                            .imports
                            .push((import.module, import.name, type_index));
                    }
                }
                Payload::FunctionSection(section) => {
                    source.functions = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::TableSection(section) => {
                    for table in section {
                        source.tables.push(Same.table_type(table?.ty)?);
                    }
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        source.memories.push(Same.memory_type(memory?)?);
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        source.globals.push(Same.global_type(global?.ty)?);
                    }
                }
                Payload::StartSection { func, .. } => source.start = Some(func),
                Payload::CodeSectionEntry(body) => source.bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        source.names = names(section)?;
                    }
                }
                _ => {}
            }
        }
        Ok(source)
    }

    /// The functions that go, in order, by their place among those that are no imports.
    pub(super) fn chosen(&self, is_for_later: impl Fn(&str) -> bool) -> Vec<u32> {
        let imported = self.imported();
        (0..count(self.bodies.len()))
            .filter(|place| {
                let name = self.name(*place);
                self.start != Some(imported + place) && !name.is_empty() && is_for_later(name)
            })
            .collect()
    }

    /// The functions that the second part takes from the first: those that stay and are called or named by functions
    /// which go. Where calls are recorded, all of these: also those that went are called by their stubs then.
    pub(super) fn needed_by(
        &self,
        later: &[u32],
        purpose: Purpose,
    ) -> Result<BTreeSet<u32>, SplitError> {
        let imported = self.imported();
        let mut seen = Seen::default();
        for place in later {
            if let Some(body) = self.bodies.get(*place as usize) {
                seen.parse_function_body(&mut CodeSection::new(), body.clone())?;
            }
        }
        let is_taken = |index: &u32| {
            let went = index.checked_sub(imported);
            purpose == Purpose::Record
                || went.is_none_or(|place| later.binary_search(&place).is_err())
        };
        Ok(seen.0.into_iter().filter(is_taken).collect())
    }

    /// What a function is called; nothing where nobody says.
    pub(super) fn name(&self, place: u32) -> &'a str {
        let index = self.imported() + place;
        self.names.get(&index).copied().unwrap_or_default()
    }

    pub(super) fn imported(&self) -> u32 {
        count(self.imports.len())
    }

    pub(super) fn type_of(&self, place: u32) -> u32 {
        self.functions
            .get(place as usize)
            .copied()
            .unwrap_or_default()
    }
}

fn names<'a>(
    section: wasmparser::NameSectionReader<'a>,
) -> Result<BTreeMap<u32, &'a str>, SplitError> {
    let mut names = BTreeMap::new();
    for part in section {
        if let Name::Function(functions) = part? {
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(names)
}

/// Notes which functions are named.
#[derive(Default)]
struct Seen(BTreeSet<u32>);

impl Reencode for Seen {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, reencode::Error<Infallible>> {
        self.0.insert(index);
        Ok(index)
    }
}
