//! Prints the digest of every bundled edition: `cargo run --package assay-catalog --example digests`.
//! Whoever changes the data writes them into `src/editions.rs`, and the one before under `earlier`.

use assay_catalog::Editions;

fn main() {
    for catalog in Editions::bundled().all() {
        let edition = catalog.edition();
        println!("{}  {}", edition.sha256(), edition.title());
    }
}
