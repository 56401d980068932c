//! Cities with real postal codes and area codes; the streets are made up.

/// A city and what an address in it looks like.
#[derive(Debug)]
pub struct Place {
    /// Of a thousand people.
    pub share: u32,
    pub city: &'static str,
    pub state: &'static str,
    pub postal_codes: &'static [&'static str],
    pub area_code: &'static str,
    /// IANA name where it is not the organisation's own zone.
    pub zone: Option<&'static str>,
}

pub const PLACES: [Place; 12] = [
    Place {
        share: 420,
        city: "Chicago",
        state: "IL",
        postal_codes: &["60607", "60608", "60614", "60618", "60622", "60625", "60629", "60632", "60640", "60657"],
        area_code: "312",
        zone: None,
    },
    Place { share: 90, city: "Evanston", state: "IL", postal_codes: &["60201", "60202"], area_code: "847", zone: None },
    Place {
        share: 80,
        city: "Oak Park",
        state: "IL",
        postal_codes: &["60301", "60302", "60304"],
        area_code: "708",
        zone: None,
    },
    Place {
        share: 80,
        city: "Naperville",
        state: "IL",
        postal_codes: &["60540", "60563", "60565"],
        area_code: "630",
        zone: None,
    },
    Place { share: 70, city: "Cicero", state: "IL", postal_codes: &["60804"], area_code: "708", zone: None },
    Place {
        share: 60,
        city: "Aurora",
        state: "IL",
        postal_codes: &["60502", "60505", "60506"],
        area_code: "630",
        zone: None,
    },
    Place { share: 50, city: "Joliet", state: "IL", postal_codes: &["60432", "60435"], area_code: "815", zone: None },
    Place {
        share: 50,
        city: "Milwaukee",
        state: "WI",
        postal_codes: &["53202", "53207", "53212"],
        area_code: "414",
        zone: None,
    },
    Place { share: 30, city: "Madison", state: "WI", postal_codes: &["53703", "53711"], area_code: "608", zone: None },
    Place { share: 30, city: "Gary", state: "IN", postal_codes: &["46402", "46404"], area_code: "219", zone: None },
    Place {
        share: 25,
        city: "Indianapolis",
        state: "IN",
        postal_codes: &["46202", "46220"],
        area_code: "317",
        zone: Some("America/Indiana/Indianapolis"),
    },
    Place {
        share: 15,
        city: "Ann Arbor",
        state: "MI",
        postal_codes: &["48103", "48104"],
        area_code: "734",
        zone: Some("America/Detroit"),
    },
];

pub const STREETS: [&str; 24] = [
    "Alder Court",
    "Birch Street",
    "Cedar Avenue",
    "Clover Lane",
    "Dogwood Drive",
    "Elm Street",
    "Fern Place",
    "Garden Street",
    "Hawthorn Avenue",
    "Hickory Lane",
    "Juniper Road",
    "Lake View Avenue",
    "Linden Street",
    "Maple Avenue",
    "Meadow Lane",
    "Mill Road",
    "Oak Street",
    "Orchard Road",
    "Park Avenue",
    "Prairie Avenue",
    "Ridge Road",
    "Spruce Street",
    "Walnut Street",
    "Willow Drive",
];
