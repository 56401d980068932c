//! Usual spellings of units as UCUM (Unified Code for Units of Measure) writes them. Codes that are UCUM already stay as they are.

use std::borrow::Cow;

/// (UCUM, what else it is written as: lower case, without spaces and full stops)
const SPELLINGS: [(&str, &[&str]); 36] = [
    ("mm[Hg]", &["mmhg", "mm[hg]", "mmhg.", "millimeterofmercury", "millimetersofmercury", "torr"]),
    ("kPa", &["kpa"]),
    ("[lb_av]", &["lb", "lbs", "pound", "pounds", "[lb_av]", "lb_av", "[lb_us]"]),
    ("[oz_av]", &["oz", "ounce", "ounces", "[oz_av]"]),
    ("[in_i]", &["in", "inch", "inches", "[in_i]", "[in_us]", "\""]),
    ("[ft_i]", &["ft", "foot", "feet", "[ft_i]"]),
    ("Cel", &["c", "°c", "cel", "celsius", "degc", "degreescelsius", "degreecelsius"]),
    ("[degF]", &["f", "°f", "fahrenheit", "degf", "[degf]", "degreesfahrenheit"]),
    ("kg", &["kg", "kgs", "kilogram", "kilograms", "kilo", "kilos"]),
    ("g", &["g", "gm", "gram", "grams"]),
    ("cm", &["cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres"]),
    ("m", &["m", "meter", "meters", "metre", "metres"]),
    ("mm", &["mm", "millimeter", "millimeters"]),
    ("kg/m2", &["kg/m2", "kg/m^2", "kg/m²", "kg/msq", "kg/sqm", "kilogrampersquaremeter", "bmi"]),
    ("/min", &["bpm", "beats/min", "beats/minute", "/min", "{beats}/min", "breaths/min", "{breaths}/min", "perminute"]),
    ("%", &["%", "percent", "pct", "%{hemoglobin}", "%ofhgb", "%oftotalhgb", "%totalhb", "%hb"]),
    ("mmol/mol", &["mmol/mol", "mmol/molhb", "mmol/mol{hb}"]),
    ("mg/dL", &["mg/dl", "mg/100ml", "mg%", "mgperdl"]),
    ("g/dL", &["g/dl", "gm/dl", "g/100ml"]),
    ("g/L", &["g/l"]),
    ("mg/L", &["mg/l"]),
    ("mmol/L", &["mmol/l", "mm", "millimoleperliter"]),
    ("umol/L", &["umol/l", "µmol/l", "μmol/l", "mcmol/l"]),
    ("mg/g", &["mg/g", "mg/gcr", "mg/gcreat", "mg/gcreatinine", "mg/g{creat}", "mg/g{creatinine}", "mgalb/gcr"]),
    ("ug/mg", &["ug/mg", "µg/mg", "μg/mg", "mcg/mg", "mcg/mgcr", "mcg/mgcreat", "ug/mgcreat", "ug/mg{creat}"]),
    ("mg/mmol", &["mg/mmol", "mg/mmol{creat}", "mg/mmolcreat"]),
    (
        "mL/min/{1.73_m2}",
        &[
            "ml/min/{1.73_m2}",
            "ml/min/1.73m2",
            "ml/min/1.73m^2",
            "ml/min/1.73m²",
            "ml/min/1.73sqm",
            "ml/min/173m2",
            "ml/min/1.73",
            "ml/min/{1.73m2}",
            "ml/min/1.73_m2",
            "ml/min/{173m2}",
            "ml/min/{173_m2}",
        ],
    ),
    ("mL/min", &["ml/min"]),
    ("[IU]/L", &["iu/l", "[iu]/l"]),
    ("U/L", &["u/l"]),
    ("a", &["a", "yr", "yrs", "year", "years", "y"]),
    ("mo", &["mo", "month", "months"]),
    ("wk", &["wk", "week", "weeks"]),
    ("d", &["d", "day", "days"]),
    ("h", &["h", "hr", "hrs", "hour", "hours"]),
    ("{score}", &["{score}", "score", "points", "{points}", "pts"]),
];

/// UCUM of a unit as it was written; what is not known stays as it is.
pub fn ucum(unit: &str) -> Cow<'_, str> {
    let unit = unit.trim();
    if SPELLINGS.iter().any(|(ucum, _)| *ucum == unit) {
        return Cow::Borrowed(unit);
    }
    let signs = unit.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    let plain = signs.replace('.', "");
    let known = SPELLINGS.iter().find(|(_, also)| also.contains(&signs.as_str()) || also.contains(&plain.as_str()));
    known.map_or(Cow::Borrowed(unit), |(ucum, _)| Cow::Borrowed(*ucum))
}
