//! What a document says, as text.

use assay_dossier::{Held, Outcome};
use assay_report::outline::plain_text;

use crate::{
    Exit, arguments::ShowArguments, at_hand::AtHand, document::Document, terminal, verify::Verdict,
    words,
};

/// Shows a document under what was found of it.
pub(crate) fn run(arguments: &ShowArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let at_hand = AtHand::read(&arguments.at_hand)?;
    let checked = Document::read(&arguments.file, &at_hand)?.checked;
    let outcome = checked.outcome;
    let head = outcome.warning().unwrap_or(Outcome::word(outcome));
    let held = checked.held.as_ref().map(Held::outline);
    match held {
        Ok(outline) => {
            let text = format!("[{head}]\n\n{}", plain_text(&outline));
            terminal::print(&terminal::safe(&text))?;
        }
        Err(why) => terminal::say(&words::about(&arguments.file, &why.to_string())),
    }
    Ok(Verdict::from(checked.standing()).into())
}
