//! The scales, and how to verify the report.

use assay_assessment::words::count;

use super::Composer;
use super::cover::TIME_REMARK;
use crate::outline::{Align, Block, Inline, List, ListItem, Table};
use crate::pdf::{EMBEDDED_PUBLIC_NAME, EMBEDDED_REPORT_NAME};

/// What Poppler's `pdfsig` writes to its standard error for each signature field without a widget
/// (Poppler 22.12; `FormFieldSignature` and `Annot` in its source).
const PDFSIG_REMARKS: [&str; 2] = [
    "Syntax Error (0): FormFieldSignature: was asked for widget and didn't had one, creating it",
    "Syntax Error: Bad bounding box for annotation",
];

/// Installs openvc-core of the version that `tests/interop` verifies with, beside nothing else.
const INSTALL_OPENVC: &str = "python3 -m venv verifier\n\
                              verifier/bin/pip install openvc-core==1.37.0";

/// Verifies every proof of the attached JSON, after [`Composer::detach`]. No line of the Python begins with
/// white space, because many readers of PDF leave that out when text is copied; and none is longer than a
/// line of the page.
const VERIFY_WITH_OPENVC: &str = "\
verifier/bin/python -c '
import json
from openvc.did.did_key import DidKeyResolver
from openvc.proof.di_jcs import EcdsaJcsProofSuite
suite, resolver = EcdsaJcsProofSuite(), DidKeyResolver()
report = json.load(open(\"report.json\", encoding=\"utf-8\"))
proofs = report[\"proof\"] if isinstance(report[\"proof\"], list) else [report[\"proof\"]]
def name(proof): return proof[\"verificationMethod\"]
def keys(name): return resolver.resolve(name.split(\"#\")[0]).verification_methods
def key(name): return [key.public_key_jwk for key in keys(name) if key.id == name][0]
def verify(proof, key): suite.verify({**report, \"proof\": proof}, public_key_jwk=key)
for proof in proofs: verify(proof, key(name(proof))); print(\"It holds:\", name(proof))
'";

impl Composer<'_> {
    pub(super) fn scales(&self) -> Vec<Block> {
        let scales = &self.report.scales;
        let mut table = Table::new(
            "The five levels of probability and impact",
            &[
                ("Level", 10, Align::End),
                ("Probability", 24, Align::Start),
                ("from", 16, Align::End),
                ("Impact", 24, Align::Start),
                ("from", 26, Align::End),
            ],
        );
        for level in &scales.levels {
            table.push(
                None,
                true,
                vec![
                    vec![Inline::text(level.level.number().to_string())],
                    vec![Inline::text(level.probability_label.clone())],
                    vec![Inline::text(self.writing.per_cent(level.probability))],
                    vec![Inline::text(level.impact_label.clone())],
                    vec![Inline::text(self.words.money(level.impact))],
                ],
            );
        }
        vec![
            Block::text(format!(
                "All amounts are in {}, {}. A level that was chosen stands for the value in its row; \
                 a number that was entered reaches the highest level whose value it reaches. \
                 An expected loss per year is rounded half up to the smallest unit.",
                scales.currency.code(),
                if scales.currency.is_iso_4217() {
                    "a currency of ISO 4217".to_owned()
                } else {
                    format!(
                        "a unit of the assessor's own with {}",
                        count(scales.currency.decimals(), "decimal", "decimals")
                    )
                }
            )),
            Block::Table(table),
            Block::remark(
                "Statuses: Implemented and Not Applicable pass; Partial / Incomplete and Fails \
                 fail; Not Tested leaves the verdict open. Methods are those of NIST SP 800-53A: \
                 examine, interview, test.",
            ),
        ]
    }

    /// Takes the JSON out of the PDF, by its name: pictures and the logo are attached too, and some of their
    /// names come before it (`pdfdetach` counts by the order of the names).
    pub(super) fn detach(&self) -> String {
        let name = match self.public {
            Some(_) => EMBEDDED_PUBLIC_NAME,
            None => EMBEDDED_REPORT_NAME,
        };
        format!("pdfdetach -savefile {name} -o report.json report.pdf")
    }

    /// Each way to check a signed report. `key` says where its key is named.
    pub(super) fn verify(&self, key: &str) -> Vec<Block> {
        let (pdf, signers, bytes) = self.of_signed();
        let step = |blocks: Vec<Block>| ListItem { task: None, blocks };
        // On one page, so that it can be copied in one go.
        let command = |text: &str| {
            Block::KeepTogether(vec![Block::Code {
                language: Some("sh".to_owned()),
                text: text.to_owned(),
            }])
        };
        vec![
            Block::text(self.ways_to_verify()),
            Block::List(List {
                start: Some(1),
                items: vec![
                    step(vec![Block::text(format!(
                        "Assay: open any copy of Assay, choose Verify, and drop {pdf} or the \
                         report as JSON on it. It says whether anything was changed, who signed, \
                         and shows the report.",
                    ))]),
                    step(vec![
                        Block::text(
                            "Poppler: each signature must be called valid, and one of them must \
                             cover the total document. A field that nobody has signed yet is \
                             called not signed. The certificate is the signer's own, so its \
                             issuer is unknown; compare the fingerprint. If there are several \
                             signatures, Poppler does not judge what was added between them: \
                             Assay does.",
                        ),
                        command("pdfsig report.pdf"),
                        Block::text(
                            "Poppler may print these two lines for each field first. They say \
                             nothing against the report: its signature fields stand on no page, so \
                             that no signature changes a page, and Poppler makes a place for each \
                             in its own memory while it reads.",
                        ),
                        Block::KeepTogether(vec![Block::Code {
                            language: None,
                            text: PDFSIG_REMARKS.join("\n"),
                        }]),
                    ]),
                    step(vec![
                        Block::text(format!(
                            "OpenSSL: cut the first signature out of the PDF and the signer's \
                             certificate out of the signature, and check both over the bytes \
                             that the signature covers. The last line prints the fingerprint, \
                             which must be one of those under {signers}; the line before it, \
                             that the verification was successful.",
                        )),
                        command(
                            "set -- $(grep -a -o '/ByteRange *\\[[0-9 ]*' report.pdf | head -n 1 | tr -dc '0-9 ')\n\
                             head -c $(($3 - 1)) report.pdf | tail -c +$(($2 + 2)) |\n\
                             \u{20}   perl -pe '$_ = pack \"H*\", $_' > signature.der\n\
                             { head -c $2 report.pdf; tail -c +$(($3 + 1)) report.pdf | head -c $4; } > signed.bin\n\
                             openssl pkcs7 -inform DER -in signature.der -print_certs -out signer.pem\n\
                             openssl cms -verify -cades -binary -inform DER -in signature.der \\\n\
                             \u{20}   -content signed.bin -out /dev/null -CAfile signer.pem \\\n\
                             \u{20}   -partial_chain -purpose any -no_check_time\n\
                             openssl x509 -in signer.pem -noout -pubkey | openssl pkey -pubin -outform DER |\n\
                             \u{20}   openssl dgst -sha256 -binary | head -c 20 | base32 | fold -w 4 | paste -s -d ' '",
                        ),
                    ]),
                    step(vec![
                        Block::text(format!(
                            "The JSON: it is attached to {pdf}. Its proof is a W3C Data \
                             Integrity proof, ecdsa-jcs-2019, by the did:key {key}. Other \
                             software that knows this cryptosuite verifies it, for example the \
                             Python package openvc-core, which is installed so:",
                        )),
                        command(INSTALL_OPENVC),
                        Block::KeepTogether(vec![
                            Block::text(
                                "These commands take the JSON out of the PDF and print the key of each \
                             proof that holds. At one that does not, they end with an error.",
                            ),
                            command(&format!("{}\n{VERIFY_WITH_OPENVC}", self.detach())),
                        ]),
                    ]),
                ],
            }),
            Block::Callout {
                tone: crate::outline::Tone::Plain,
                blocks: vec![Block::Paragraph(vec![
                    Inline::strong("What a signature says. "),
                    Inline::text(format!(
                        "It says that whoever holds the key signed exactly {bytes}. It does \
                         not say who that is: compare the fingerprint under {signers} with \
                         the signer, by another way than the one by which you got this report. Of the \
                         time it says only this: {TIME_REMARK}."
                    )),
                ])],
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{INSTALL_OPENVC, VERIFY_WITH_OPENVC};

    #[test]
    fn the_package_is_that_of_the_interop_tests() {
        let requirements = include_str!("../../../tests/interop/requirements.txt");
        let wanted = requirements
            .lines()
            .find(|line| line.starts_with("openvc-core=="))
            .expect("the interop tests need it");
        assert!(INSTALL_OPENVC.ends_with(wanted), "{wanted}");
    }

    #[test]
    fn what_is_copied_without_white_space_at_its_start_is_the_same() {
        for line in VERIFY_WITH_OPENVC.lines() {
            assert_eq!(line, line.trim());
        }
    }
}
