//! The script between the program and the browser holds no call that makes a way out of the page.
//!
//! wasm-bindgen writes into it every call that the program or a library in it can make, and nothing else,
//! so a dependency that begins to fetch or to draw frames is found here, before the lock refuses it under
//! somebody's hands. Calls that name their method at run time (`app/src/browser/js.rs`) are not seen.

use crate::error::TaskError;

/// A call as it is written without superfluous white space, and how often it may be there.
struct Way {
    call: &'static str,
    allowed: usize,
}

/// A call that may not be there at all.
const fn never(call: &'static str) -> Way {
    Way { call, allowed: 0 }
}

const WAYS: [Way; 39] = [
    // wasm-bindgen would fetch the program by an address; the page hands the program over instead.
    Way {
        call: "fetch(",
        allowed: 1,
    },
    // Leptos makes templates out of markup that stands in the program; the lock looks at each.
    Way {
        call: ".innerHTML=",
        allowed: 1,
    },
    never("new Audio("),
    never("new DOMParser("),
    never("new EventSource("),
    never("new FontFace("),
    never("new Function("),
    never("new Image("),
    never("new Notification("),
    never("new RTCPeerConnection("),
    never("new SharedWorker("),
    never("new WebSocket("),
    never("new WebTransport("),
    never("new Worker("),
    never("new XMLHttpRequest("),
    never("new XSLTProcessor("),
    never("import("),
    never("importScripts("),
    never("eval("),
    never(".addModule("),
    never(".attachShadow("),
    never(".contentDocument"),
    never(".contentWindow"),
    never(".createContextualFragment("),
    never(".createProcessingInstruction("),
    never(".designMode="),
    never(".formAction="),
    never(".insertAdjacentHTML("),
    never(".outerHTML="),
    never(".ping="),
    never(".sendBeacon("),
    never(".setHTML("),
    never(".setHTMLUnsafe("),
    never(".src="),
    never(".srcdoc="),
    never(".srcset="),
    never(".submit("),
    never(".write("),
    never(".writeln("),
];

/// Refuses a script that could make a way out.
pub(crate) fn check(glue: &str) -> Result<(), TaskError> {
    let dense = without_superfluous_space(glue);
    for Way { call, allowed } in WAYS {
        let found = dense.match_indices(call).filter(|(place, _)| {
            // `prefetch(` is another word.
            let before = dense[..*place].chars().next_back();
            call.starts_with('.') || !before.is_some_and(is_part_of_a_name)
        });
        let count = found.count();
        if count > allowed {
            return Err(TaskError::Wrong(format!(
                "the compiled program calls `{call}...` in {count} places, where {allowed} may be: it makes a \
                 way out of the page, which the lock (public/boot/lock/) would refuse. Take out what calls it, \
                 or a feature of the dependency that brought it"
            )));
        }
    }
    Ok(())
}

/// How wasm-bindgen's script starts a compiled module, and what the page has in its place, which knows of the second
/// part (`public/boot/start.js`).
const INSTANTIATES: (&str, &str) = (
    "WebAssembly.instantiate(module, imports)",
    "window.assayInstantiate(module, imports)",
);

/// Lets the page put a program together out of its parts.
pub(crate) fn in_parts(glue: &str) -> Result<String, TaskError> {
    let (own, ours) = INSTANTIATES;
    match glue.matches(own).count() {
        1 => Ok(glue.replacen(own, ours, 1)),
        count => Err(TaskError::Wrong(format!(
            "wasm-bindgen's script holds `{own}` in {count} places, where one is expected: see how this version starts \
             a module"
        ))),
    }
}

/// White space is left only where it keeps two words apart.
fn without_superfluous_space(script: &str) -> String {
    let mut dense = String::with_capacity(script.len());
    for word in script.split_whitespace() {
        if dense.ends_with(is_part_of_a_name) && word.starts_with(is_part_of_a_name) {
            dense.push(' ');
        }
        dense.push_str(word);
    }
    dense
}

fn is_part_of_a_name(character: char) -> bool {
    character.is_alphanumeric() || "_$".contains(character)
}

#[cfg(test)]
mod tests {
    use super::check;

    /// As wasm-bindgen 0.2.130 writes it.
    const SOUND: &str = "
        __wbg_createElement_1: function(arg0, arg1, arg2) { return arg0.createElement(getStringFromWasm0(arg1, arg2)); },
        __wbg_set_innerHTML_2: function(arg0, arg1, arg2) { arg0.innerHTML = getStringFromWasm0(arg1, arg2); },
        if (typeof module_or_path === 'string') { module_or_path = fetch(module_or_path); }";

    #[test]
    fn what_the_page_needs_passes() {
        assert!(check(SOUND).is_ok());
        assert!(check("prefetch(a); prefetch(b)").is_ok());
    }

    #[test]
    fn ways_out_are_refused_by_name() {
        for call in [
            "const ret = new WebSocket(getStringFromWasm0(arg0, arg1));",
            "arg0 . sendBeacon(arg1)",
            "a.innerHTML = b;",
            "return fetch(arg0);",
            "arg0.fetch(arg1);fetch(arg0)",
            "arg0.src = getStringFromWasm0(arg1, arg2);",
        ] {
            let refused = check(&format!("{SOUND}\n{call}")).unwrap_err().to_string();
            assert!(refused.contains("way out"), "{refused}");
        }
    }

    #[test]
    fn minified_calls_are_found_too() {
        assert!(check("a=function(e,t){return new Worker(e)}").is_err());
        assert!(check("r=fetch(r)").is_ok());
    }
}
