//! Vaccines as records name them, by CVX (CDC, "Vaccines administered" and "Vaccine groups"), and what each is good for.

use super::Series;
use super::Series::{
    Covid19, Dtap, HepatitisA, HepatitisB, Hib, Hpv, Influenza, InfluenzaPrimary, MenAcwy, MenB, Mmr, Pneumococcal,
    PneumococcalChild, Polio, Rotavirus, Rsv, Tdap, Varicella, Zoster,
};

/// A vaccine: its CVX code, what to call it, and the series it has antigens of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    pub cvx: &'static str,
    pub name: &'static str,
    pub series: &'static [Series],
}

const FLU: &[Series] = &[InfluenzaPrimary, Influenza];
const PCV: &[Series] = &[PneumococcalChild, Pneumococcal];

const fn product(cvx: &'static str, name: &'static str, series: &'static [Series]) -> Product {
    Product { cvx, name, series }
}

const PRODUCTS: &[Product] = &[
    product("08", "hepatitis B", &[HepatitisB]),
    product("42", "hepatitis B", &[HepatitisB]),
    product("43", "hepatitis B", &[HepatitisB]),
    product("44", "hepatitis B, dialysis", &[HepatitisB]),
    product("45", "hepatitis B", &[HepatitisB]),
    product("189", "Heplisav-B", &[HepatitisB]),
    product("220", "PreHevbrio", &[HepatitisB]),
    product("104", "hepatitis A and B", &[HepatitisA, HepatitisB]),
    product("74", "rotavirus, tetravalent", &[Rotavirus]),
    product("116", "rotavirus, 3 doses", &[Rotavirus]),
    product("119", "rotavirus, 2 doses", &[Rotavirus]),
    product("122", "rotavirus", &[Rotavirus]),
    product("01", "DTP", &[Dtap]),
    product("20", "DTaP", &[Dtap]),
    product("22", "DTP-Hib", &[Dtap, Hib]),
    product("50", "DTaP-Hib", &[Dtap, Hib]),
    product("106", "DTaP", &[Dtap]),
    product("107", "DTaP", &[Dtap]),
    product("110", "DTaP-HepB-IPV", &[Dtap, HepatitisB, Polio]),
    product("120", "DTaP-IPV-Hib", &[Dtap, Polio, Hib]),
    product("130", "DTaP-IPV", &[Dtap, Polio]),
    product("146", "DTaP-IPV-Hib-HepB", &[Dtap, Polio, Hib, HepatitisB]),
    product("198", "DTP-HepB-Hib", &[Dtap, HepatitisB, Hib]),
    product("17", "Hib", &[Hib]),
    product("46", "Hib (PRP-D)", &[Hib]),
    product("47", "Hib (HbOC)", &[Hib]),
    product("48", "Hib (PRP-T), 4 doses", &[Hib]),
    product("49", "Hib (PRP-OMP), 3 doses", &[Hib]),
    product("51", "Hib (PRP-OMP)-HepB", &[Hib, HepatitisB]),
    product("148", "Hib-MenCY", &[Hib]),
    product("100", "PCV7", PCV),
    product("133", "PCV13", PCV),
    product("152", "pneumococcal conjugate", PCV),
    product("215", "PCV15", PCV),
    product("216", "PCV20", PCV),
    product("327", "PCV21", &[Pneumococcal]),
    product("33", "PPSV23", &[Pneumococcal]),
    product("109", "pneumococcal, product not known", PCV),
    product("02", "OPV", &[Polio]),
    product("10", "IPV", &[Polio]),
    product("89", "polio", &[Polio]),
    product("03", "MMR", &[Mmr]),
    product("94", "MMRV", &[Mmr, Varicella]),
    product("21", "varicella", &[Varicella]),
    product("31", "hepatitis A", &[HepatitisA]),
    product("52", "hepatitis A", &[HepatitisA]),
    product("83", "hepatitis A", &[HepatitisA]),
    product("84", "hepatitis A", &[HepatitisA]),
    product("85", "hepatitis A", &[HepatitisA]),
    product("62", "HPV, 4 types", &[Hpv]),
    product("118", "HPV, 2 types", &[Hpv]),
    product("137", "HPV", &[Hpv]),
    product("165", "HPV, 9 types", &[Hpv]),
    product("115", "Tdap", &[Tdap]),
    product("09", "Td", &[Tdap]),
    product("113", "Td", &[Tdap]),
    product("138", "Td", &[Tdap]),
    product("139", "Td", &[Tdap]),
    product("196", "Td", &[Tdap]),
    product("108", "meningococcal", &[MenAcwy]),
    product("114", "MenACWY", &[MenAcwy]),
    product("136", "MenACWY", &[MenAcwy]),
    product("147", "MenACWY", &[MenAcwy]),
    product("203", "MenACWY", &[MenAcwy]),
    product("162", "MenB-FHbp", &[MenB]),
    product("163", "MenB-4C", &[MenB]),
    product("164", "MenB", &[MenB]),
    product("187", "recombinant zoster", &[Zoster]),
    product("121", "live zoster", &[Zoster]),
    product("188", "zoster, product not known", &[Zoster]),
    product("303", "RSV", &[Rsv]),
    product("304", "RSV", &[Rsv]),
    product("305", "RSV", &[Rsv]),
    product("326", "RSV", &[Rsv]),
    product("15", "influenza", FLU),
    product("16", "influenza", FLU),
    product("88", "influenza", FLU),
    product("111", "influenza, live", FLU),
    product("135", "influenza, high dose", FLU),
    product("140", "influenza", FLU),
    product("141", "influenza", FLU),
    product("144", "influenza", FLU),
    product("149", "influenza, live", FLU),
    product("150", "influenza", FLU),
    product("151", "influenza", FLU),
    product("153", "influenza", FLU),
    product("155", "influenza", FLU),
    product("158", "influenza", FLU),
    product("161", "influenza", FLU),
    product("166", "influenza", FLU),
    product("168", "influenza", FLU),
    product("171", "influenza", FLU),
    product("185", "influenza", FLU),
    product("186", "influenza", FLU),
    product("197", "influenza, high dose", FLU),
    product("200", "influenza", FLU),
    product("201", "influenza", FLU),
    product("202", "influenza", FLU),
    product("205", "influenza", FLU),
    product("320", "influenza", FLU),
    product("333", "influenza", FLU),
    product("207", "COVID-19", &[Covid19]),
    product("208", "COVID-19", &[Covid19]),
    product("210", "COVID-19", &[Covid19]),
    product("211", "COVID-19", &[Covid19]),
    product("212", "COVID-19", &[Covid19]),
    product("213", "COVID-19", &[Covid19]),
    product("217", "COVID-19", &[Covid19]),
    product("218", "COVID-19", &[Covid19]),
    product("219", "COVID-19", &[Covid19]),
    product("221", "COVID-19", &[Covid19]),
    product("228", "COVID-19", &[Covid19]),
    product("229", "COVID-19", &[Covid19]),
    product("230", "COVID-19", &[Covid19]),
    product("300", "COVID-19", &[Covid19]),
    product("308", "COVID-19", &[Covid19]),
    product("309", "COVID-19", &[Covid19]),
    product("310", "COVID-19", &[Covid19]),
    product("311", "COVID-19", &[Covid19]),
    product("312", "COVID-19", &[Covid19]),
    product("313", "COVID-19", &[Covid19]),
];

/// Vaccinations that were recorded as procedures, in SNOMED CT, with the CVX code they stand for.
pub const SNOMED_PROCEDURES: [(&str, &str); 3] = [
    // administration of measles, mumps and rubella vaccine
    ("38598009", "03"),
    // influenza vaccination
    ("86198006", "88"),
    // pneumococcal vaccination: the product is not known
    ("12866006", "109"),
];

/// Code sets by which records are known too, with the CVX code they stand for: an organization that has imported a value
/// set, of CPT codes for example, has its vaccinations counted. Sets with several products stand for one that is not known.
pub const CODE_SETS: [(&str, &str); 12] = [
    ("dtap", "107"),
    ("ipv", "89"),
    ("mmr", "03"),
    ("hib", "17"),
    ("hepatitis-b-vaccine", "45"),
    ("varicella", "21"),
    ("pneumococcal-conjugate-child", "152"),
    ("hepatitis-a-vaccine", "85"),
    ("rotavirus", "122"),
    ("influenza-vaccine", "88"),
    ("pneumococcal-vaccine", "109"),
    ("zoster-vaccine", "187"),
];

/// The vaccine with that CVX code.
pub fn by_cvx(cvx: &str) -> Option<&'static Product> {
    // "3" for "03" is a common slip of spreadsheets.
    PRODUCTS.iter().find(|product| product.cvx == cvx || (cvx.len() == 1 && product.cvx.strip_prefix('0') == Some(cvx)))
}

impl Product {
    /// Attenuated virus given by injection or as a spray, which must lie 28 days from another such dose. Rotavirus, which is
    /// swallowed, need not. (ACIP General Best Practice Guidelines)
    pub fn is_spaced_live(&self) -> bool {
        matches!(self.cvx, "03" | "94" | "21" | "111" | "149" | "121")
    }
}
