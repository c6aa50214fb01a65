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

/// Takes away (`to` is null) or overwrites the bytes of every evidence file: `to`. Answers how many.
const DAMAGE_EVIDENCE: &str = r#"
    const [to] = arguments;
    open.onsuccess = () => {
        const transaction = open.result.transaction("evidence", "readwrite");
        const evidence = transaction.objectStore("evidence");
        const keys = evidence.getAllKeys();
        keys.onsuccess = () => {
            for (const key of keys.result) {
                if (to === null) evidence.delete(key);
                else evidence.put(new TextEncoder().encode(to).buffer, key);
            }
            transaction.oncomplete = () => finish(keys.result.length);
        };
    };
"#;

/// Makes an assessment's database with nothing in it, as a restore leaves it that was interrupted at
/// once: `identifier, done`.
const EMPTY_PLACE: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("assay-assessment-" + arguments[0], 1);
    open.onerror = () => done("the database was not made: " + open.error);
    open.onupgradeneeded = () => {
        for (const store of ["journal", "snapshots", "evidence", "meta"]) open.result.createObjectStore(store);
    };
    open.onsuccess = () => { open.result.close(); done("made"); };
"#;

/// Puts the marks of deleted assessments so many milliseconds back: `milliseconds, done`.
const AGE_DELETIONS: &str = r#"
    const [milliseconds, done] = arguments;
    const open = indexedDB.open("assay-library");
    open.onerror = () => done("the library was not opened: " + open.error);
    open.onsuccess = () => {
        const transaction = open.result.transaction("settings", "readwrite");
        const settings = transaction.objectStore("settings");
        settings.openCursor(IDBKeyRange.bound("deleted/", "deleted0")).onsuccess = ({ target }) => {
            const cursor = target.result;
            if (!cursor) return;
            const mark = JSON.parse(new TextDecoder().decode(cursor.value));
            mark.at -= milliseconds;
            cursor.update(new TextEncoder().encode(JSON.stringify(mark)).buffer);
            cursor.continue();
        };
        transaction.oncomplete = () => { open.result.close(); done("aged"); };
    };
"#;

/// How many assessments have a database: `done`.
const COUNT_ASSESSMENTS: &str = r#"
    const done = arguments[arguments.length - 1];
    const isOne = ({ name }) => name.startsWith("assay-assessment-");
    indexedDB.databases().then((all) => done(all.filter(isOne).length), (error) => done(String(error)));
"#;

/// Takes away everything that this origin keeps in databases, as a browser does whose disk is full:
/// `done`.
const LOSE_STORE: &str = r#"
    const done = arguments[arguments.length - 1];
    const gone = (name) => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
    });
    indexedDB.databases()
        .then((all) => Promise.all(all.map(({ name }) => gone(name))))
        .then(() => done("gone"), (error) => done(String(error)));
"#;

/// From now on the store of the open page takes nothing more, or takes everything again: `full`.
const LIMIT_STORE: &str = r#"
    const stores = IDBObjectStore.prototype;
    for (const name of ["add", "put"]) {
        window[`sound_${name}`] ??= stores[name];
        stores[name] = arguments[0]
            ? function () { throw new DOMException("no room", "QuotaExceededError"); }
            : window[`sound_${name}`];
    }
"#;

impl Browser {
    /// Takes away everything that the browser keeps in databases, behind the page's back.
    pub async fn lose_store(&self) -> Result<(), BrowserError> {
        let answer = self.driver().execute_async(LOSE_STORE, Vec::new()).await?;
        assert_eq!(answer.json(), &Value::from("gone"));
        Ok(())
    }

    /// Lets the store of the open page be full, or not any more. (Chromium's developer tools can set a
    /// quota, which has no effect over `file://`.)
    pub async fn limit_store(&self, full: bool) -> Result<(), BrowserError> {
        self.ask(LIMIT_STORE, vec![json!(full)]).await.map(drop)
    }

    /// Lets so many days pass since whatever is deleted was deleted.
    pub async fn let_deletions_age(&self, days: u64) -> Result<(), BrowserError> {
        let arguments = vec![json!(days * 24 * 60 * 60 * 1000)];
        let answer = self
            .driver()
            .execute_async(AGE_DELETIONS, arguments)
            .await?;
        assert_eq!(answer.json(), &Value::from("aged"));
        Ok(())
    }

    /// How many assessments have a database on this device, listed or not.
    pub async fn assessments_on_disk(&self) -> Result<u64, BrowserError> {
        let answer = self
            .driver()
            .execute_async(COUNT_ASSESSMENTS, Vec::new())
            .await?;
        Ok(answer.convert()?)
    }

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

    /// Takes the bytes of every evidence file away, behind the page's back. Says how many there were.
    pub async fn lose_evidence(&self) -> Result<u64, BrowserError> {
        self.damage_evidence(Value::Null).await
    }

    /// Puts other bytes in the place of every evidence file's. Says how many there were.
    pub async fn change_evidence(&self, to: &str) -> Result<u64, BrowserError> {
        self.damage_evidence(json!(to)).await
    }

    async fn damage_evidence(&self, to: Value) -> Result<u64, BrowserError> {
        let script = format!("{DATABASE}{DAMAGE_EVIDENCE}");
        let answer = self.driver().execute_async(script, vec![to]).await?;
        Ok(answer.convert()?)
    }

    /// Makes the place of an assessment on this device, with nothing in it.
    pub async fn make_empty_place(&self, identifier: &str) -> Result<(), BrowserError> {
        let arguments = vec![json!(identifier)];
        let answer = self.driver().execute_async(EMPTY_PLACE, arguments).await?;
        assert_eq!(answer.json(), &Value::from("made"));
        Ok(())
    }
}
