//! What is started.

use std::collections::BTreeSet;
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{
    BlockType, CodeSection, EntityType, ExportKind, ExportSection, Function, ImportSection, Module,
    TableSection, TypeSection, ValType,
};
use wasmparser::{FunctionBody, Parser};

use super::source::Source;
use super::{LOADER, SplitError, TABLE, count, shared, table_of};

/// Writes the first module. What loads the second is its last import, so the functions after it are one further.
struct First<'a> {
    source: &'a Source<'a>,
    later: &'a [u32],
    needed: &'a BTreeSet<u32>,
    /// How many functions were written.
    written: u32,
}

pub(super) fn write(
    source: &Source<'_>,
    module: &[u8],
    later: &[u32],
    needed: &BTreeSet<u32>,
) -> Result<Vec<u8>, SplitError> {
    let mut writing = First {
        source,
        later,
        needed,
        written: 0,
    };
    let mut first = Module::new();
    writing.parse_core_module(&mut first, Parser::new(0), module)?;
    Ok(first.finish())
}

impl First<'_> {
    /// The type of what loads the second module, which is put after the others.
    fn type_of_loader(&self) -> u32 {
        count(self.source.parameters.len())
    }

    /// The table of the functions that went.
    fn table(&self) -> u32 {
        count(self.source.tables.len())
    }

    /// What stands in the place of a function that went.
    fn stub(&self, type_index: u32, slot: u32) -> Function {
        let mut stub = Function::new([]);
        let slot = slot.cast_signed();
        let mut code = stub.instructions();
        code.i32_const(slot).table_get(self.table()).ref_is_null();
        code.if_(BlockType::Empty);
        code.i32_const(slot).call(self.source.imported()).end();
        let parameters = self.source.parameters.get(type_index as usize);
        for parameter in 0..parameters.copied().unwrap_or_default() {
            code.local_get(parameter);
        }
        code.i32_const(slot)
            .call_indirect(self.table(), type_index)
            .end();
        stub
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, reencode::Error<Infallible>> {
        Ok(if index < self.source.imported() {
            index
        } else {
            index + 1
        })
    }

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        utils::parse_type_section(self, types, section)?;
        types.ty().function([ValType::I32], []);
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        utils::parse_import_section(self, imports, section)?;
        imports.import(
            LOADER.0,
            LOADER.1,
            EntityType::Function(self.type_of_loader()),
        );
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        utils::parse_table_section(self, tables, section)?;
        tables.table(table_of(self.later));
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        utils::parse_export_section(self, exports, section)?;
        for (what, count) in [
            (ExportKind::Table, self.table()),
            (ExportKind::Memory, count(self.source.memories.len())),
            (ExportKind::Global, count(self.source.globals.len())),
        ] {
            for index in 0..count {
                exports.export(&shared(what, index), what, index);
            }
        }
        exports.export(TABLE, ExportKind::Table, self.table());
        for index in self.needed.range(self.source.imported()..) {
            exports.export(
                &shared(ExportKind::Func, *index),
                ExportKind::Func,
                index + 1,
            );
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        let place = self.written;
        self.written += 1;
        match self.later.binary_search(&place) {
            Ok(slot) => {
                code.function(&self.stub(self.source.type_of(place), count(slot)));
                Ok(())
            }
            Err(_) => utils::parse_function_body(self, code, body),
        }
    }

    fn parse_custom_section(
        &mut self,
        _module: &mut Module,
        _section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        Ok(())
    }
}
