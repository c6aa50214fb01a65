//! What the page keeps in the browser's store, read and damaged beside the page.

use serde_json::{Value, json};

use crate::browser::{Browser, BrowserError};

/// Opens the open assessment's database: `database(done, use)`.
const DATABASE: &str = r#"
    const done = arguments[arguments.length - 1];
    const key = location.hash.split("/")[2];
    const open = indexedDB.open("assay-assessment-" + key);
    open.onerror = () => done("the database was not opened: " + open.error);
    // The page's own database exists; one that would be made here is none of it.
    open.onupgradeneeded = () => open.transaction.abort();
    const finish = (answer) => { open.result.close(); done(answer); };
    const text = (bytes) => new TextDecoder().decode(bytes);
"#;

/// The journal's entries, as text.
const READ_JOURNAL: &str = r#"
    open.onsuccess = () => {
        const all = open.result.transaction("journal").objectStore("journal").getAll();
        all.onsuccess = () => finish(all.result.map(text));
    };
"#;

/// Changes some bytes of one entry, as a failing disk does: `number, from, to`.
const DAMAGE_JOURNAL: &str = r#"
    const [number, from, to] = arguments;
    open.onsuccess = () => {
        const transaction = open.result.transaction("journal", "readwrite");
        const journal = transaction.objectStore("journal");
        const get = journal.get(number);
        get.onsuccess = () => {
            const before = text(get.result);
            const after = new TextEncoder().encode(before.replace(from, to));
            journal.put(get.result instanceof ArrayBuffer ? after.buffer : after, number);
            transaction.oncomplete = () => finish(before.includes(from) ? "damaged" : before);
        };
    };
"#;

impl Browser {
    /// The journal of the assessment that the address names, as it is on disk: one text per entry.
    pub async fn journal(&self) -> Result<Vec<String>, BrowserError> {
        let script = format!("{DATABASE}{READ_JOURNAL}");
        let answer = self.driver().execute_async(script, Vec::new()).await?;
        Ok(answer.convert()?)
    }

    /// Puts `to` in the place of `from` in one entry of the journal on disk, behind the page's back.
    pub async fn damage_journal(
        &self,
        number: usize,
        from: &str,
        to: &str,
    ) -> Result<(), BrowserError> {
        let script = format!("{DATABASE}{DAMAGE_JOURNAL}");
        let arguments = vec![json!(number), json!(from), json!(to)];
        let answer = self.driver().execute_async(script, arguments).await?;
        assert_eq!(answer.json(), &Value::from("damaged"));
        Ok(())
    }
}
