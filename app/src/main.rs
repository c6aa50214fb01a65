//! The Assay page's entry point; everything is in the library, so that tests can reach it.

fn main() {
    assay_app::start();
}
