//! Whether a program in two parts does what the whole one does.

use wasmi::{Caller, Engine, Extern, Instance, Linker, Module, Nullable, Store, TypedFunc};

use super::{FIRST, LOADER, Purpose, TABLE, split};

/// Calls that stay, go, come back, pass a table, and share memory and a global. Those whose names begin with
/// `later` go.
const PROGRAM: &str = r#"(module
    (import "browser" "note" (func $note (param i32)))
    (table 2 funcref)
    (elem (i32.const 0) $later_double $add_one)
    (memory (export "memory") 1)
    (global $count (mut i32) (i32.const 0))
    (func $add_one (param i32) (result i32)
        (i32.add (local.get 0) (i32.const 1)))
    (func $later_double (param i32) (result i32)
        (global.set $count (i32.add (global.get $count) (i32.const 1)))
        (call $note (local.get 0))
        (i32.mul (call $add_one (local.get 0)) (i32.const 2)))
    (func $later_wide (param i64 f64) (result i64 f64)
        (i32.store (i32.const 8) (call $later_double (i32.const 20)))
        (local.get 0) (local.get 1))
    (func (export "direct") (param i32) (result i32)
        (call $later_double (local.get 0)))
    (func (export "through_the_table") (param i32 i32) (result i32)
        (call_indirect (param i32) (result i32) (local.get 1) (local.get 0)))
    (func (export "wide") (result i32)
        (call $later_wide (i64.const 5) (f64.const 6)) drop drop
        (i32.load (i32.const 8)))
    (func (export "counted") (result i32) (global.get $count)))"#;

/// What came by: what the program noted, and by which numbers the second part was asked for.
#[derive(Default)]
struct Seen {
    noted: Vec<i32>,
    loaded: Vec<i32>,
}

fn note(mut caller: Caller<'_, Seen>, number: i32) {
    caller.data_mut().noted.push(number);
}

fn linker(engine: &Engine) -> Linker<Seen> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("browser", "note", note).unwrap();
    linker
}

/// What the second part imports: what the browser gives, and what the first part gives out.
fn with_shared(caller: &mut Caller<'_, Seen>, second: &Module) -> Linker<Seen> {
    let mut linker = linker(caller.engine());
    for import in second.imports().filter(|import| import.module() == FIRST) {
        let shared = caller.get_export(import.name()).unwrap();
        linker.define(FIRST, import.name(), shared).unwrap();
    }
    linker
}

/// The whole program, and the program in two parts as the page runs it.
fn both() -> [(Store<Seen>, Instance); 2] {
    let module = wat::parse_str(PROGRAM).unwrap();
    let parts = split(&module, |name| name.starts_with("later"), Purpose::Run).unwrap();
    assert_eq!(parts.moved, ["later_double", "later_wide"]);
    let engine = Engine::default();

    let mut whole = Store::new(&engine, Seen::default());
    let module = Module::new(&engine, &module).unwrap();
    let instance = linker(&engine)
        .instantiate_and_start(&mut whole, &module)
        .unwrap();

    let mut parted = Store::new(&engine, Seen::default());
    let second = Module::new(&engine, &parts.later).unwrap();
    let mut first = linker(&engine);
    let load = move |mut caller: Caller<'_, Seen>, number: i32| {
        caller.data_mut().loaded.push(number);
        let linker = with_shared(&mut caller, &second);
        linker.instantiate_and_start(&mut caller, &second).unwrap();
    };
    first.func_wrap(LOADER.0, LOADER.1, load).unwrap();
    let module = Module::new(&engine, &parts.first).unwrap();
    let parted_instance = first.instantiate_and_start(&mut parted, &module).unwrap();
    [(whole, instance), (parted, parted_instance)]
}

#[test]
fn a_program_in_two_parts_does_what_the_whole_one_does() {
    let [whole, parted] = both().map(|(mut store, instance)| {
        let call = |store: &mut Store<Seen>, name: &str, number: i32| -> i32 {
            let function: TypedFunc<i32, i32> = instance.get_typed_func(&*store, name).unwrap();
            function.call(store, number).unwrap()
        };
        let table: TypedFunc<(i32, i32), i32> = instance
            .get_typed_func(&store, "through_the_table")
            .unwrap();
        let wide: TypedFunc<(), i32> = instance.get_typed_func(&store, "wide").unwrap();
        let counted: TypedFunc<(), i32> = instance.get_typed_func(&store, "counted").unwrap();
        let said = [
            table.call(&mut store, (1, 6)).unwrap(),
            table.call(&mut store, (0, 7)).unwrap(),
            call(&mut store, "direct", 8),
            wide.call(&mut store, ()).unwrap(),
            counted.call(&mut store, ()).unwrap(),
        ];
        (said, store.into_data())
    });
    assert_eq!(whole.0, [7, 16, 18, 42, 3]);
    assert_eq!(parted.0, whole.0);
    assert_eq!(parted.1.noted, whole.1.noted);
    // What stays was called first and needed nothing; then one function that went, and never again.
    assert_eq!(parted.1.loaded, [0]);
}

#[test]
fn a_recording_learns_of_every_function_that_is_called() {
    let module = wat::parse_str(PROGRAM).unwrap();
    let parts = split(&module, |_| true, Purpose::Record).unwrap();
    assert_eq!(parts.moved, ["add_one", "later_double", "later_wide"]);
    let engine = Engine::default();
    let mut store = Store::new(&engine, Seen::default());
    let second = Module::new(&engine, &parts.later).unwrap();
    let mut first = linker(&engine);
    // As `public/boot/recording.js`, but with a second part of its own for each function.
    let load = move |mut caller: Caller<'_, Seen>, number: i32| {
        caller.data_mut().loaded.push(number);
        let linker = with_shared(&mut caller, &second);
        let instance = linker.instantiate_and_start(&mut caller, &second).unwrap();
        let function = instance.get_func(&caller, &number.to_string()).unwrap();
        let table = caller.get_export(TABLE).and_then(Extern::into_table);
        let slot = u64::try_from(number).unwrap();
        table
            .unwrap()
            .set(&mut caller, slot, Nullable::Val(function).into())
            .unwrap();
    };
    first.func_wrap(LOADER.0, LOADER.1, load).unwrap();
    let module = Module::new(&engine, &parts.first).unwrap();
    let instance = first.instantiate_and_start(&mut store, &module).unwrap();
    let wide: TypedFunc<(), i32> = instance.get_typed_func(&store, "wide").unwrap();
    for _ in 0..2 {
        assert_eq!(wide.call(&mut store, ()).unwrap(), 42);
    }
    // The second time nothing is new.
    assert_eq!(store.data().loaded, [2, 1, 0]);
}

#[test]
fn what_is_no_program_or_shares_a_memory_is_refused() {
    assert!(split(b"\0asm", |_| true, Purpose::Run).is_err());
    let shares = wat::parse_str("(module (import \"browser\" \"memory\" (memory 1)))").unwrap();
    assert!(split(&shares, |_| true, Purpose::Run).is_err());
}
