//! The currencies of ISO 4217 and the decimals of their minor units.
//!
//! From list one of the standard's maintenance agency (SIX), as published on 2026-01-01. Codes
//! without a minor unit, such as gold's and the testing code, are not among them.

const WITHOUT_DECIMALS: &str =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const WITH_TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN \
    BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP \
    GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP \
    LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD \
    PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
    SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
const WITH_THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
const WITH_FOUR: &str = "CLF UYW";

const LISTS: [(u8, &str); 4] = [
    (0, WITHOUT_DECIMALS),
    (2, WITH_TWO),
    (3, WITH_THREE),
    (4, WITH_FOUR),
];

/// Every code with its decimals, by decimals and then by the alphabet.
pub(super) fn all() -> impl Iterator<Item = (&'static str, u8)> {
    LISTS.into_iter().flat_map(|(decimals, codes)| {
        codes
            .split(' ')
            .filter(|code| !code.is_empty())
            .map(move |code| (code, decimals))
    })
}

/// The decimals of a code as the list writes it, in capitals.
pub(super) fn decimals(code: &str) -> Option<u8> {
    all()
        .find(|(listed, _)| *listed == code)
        .map(|(_, decimals)| decimals)
}
