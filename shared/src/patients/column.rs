//! What a column of a table of people holds, and which headings say so.

use super::attribute_name;
use crate::coded;
use crate::delimited::plain;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, strum::EnumDiscriminants)]
#[strum_discriminants(name(ColumnKind), derive(PartialOrd, Ord, Hash))]
pub enum Column {
    Identifier,
    /// Given by ourselves, as to donors and members.
    OwnIdentifier,
    Name,
    Given,
    Family,
    BirthDate,
    Gender,
    Language,
    Email,
    Phone,
    Line,
    City,
    State,
    PostalCode,
    Country,
    Relationship,
    Prefers,
    Latitude,
    Longitude,
    Tags,
    /// An attribute of the organization's own, by its name.
    Attribute(String),
    /// Without a heading, or not wanted.
    Nothing,
}

coded! {
    impl ColumnKind {
        Identifier = "identifier", "Identifier";
        OwnIdentifier = "own-identifier", "Identifier of our own";
        Name = "name", "Whole name";
        Given = "given", "Given name";
        Family = "family", "Family name";
        BirthDate = "birth-date", "Birth date";
        Gender = "gender", "Gender";
        Language = "language", "Language";
        Email = "email", "E-mail address";
        Phone = "phone", "Phone number";
        Line = "line", "Street";
        City = "city", "City";
        State = "state", "State of the address";
        PostalCode = "postal-code", "Postal code";
        Country = "country", "Country";
        Relationship = "relationship", "Relationship";
        Prefers = "prefers", "Preferred channel";
        Latitude = "latitude", "Latitude";
        Longitude = "longitude", "Longitude";
        Tags = "tags", "Tags";
        Attribute = "attribute", "Attribute of its own name";
        Nothing = "nothing", "Not read";
    }
}

impl Column {
    /// What it is called where a table is looked through before it is read.
    pub fn label(&self) -> String {
        if let Self::Attribute(name) = self {
            format!("Attribute “{name}”")
        } else if matches!(self, Self::Nothing) {
            "Not read: no heading".into()
        } else {
            ColumnKind::from(self).label().into()
        }
    }

    /// Whether several columns of a table may hold it, all of which are kept.
    pub fn may_repeat(&self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::Tags | Self::Nothing)
    }

    /// What a heading is taken for. Every heading that is not understood is an attribute of the organization's own.
    pub fn of(heading: &str) -> Self {
        let plain = plain(heading);
        // A second telephone is one too.
        let unnumbered = plain.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let known = HEADINGS.iter().find(|(column, names)| {
            names.contains(&plain.as_str()) || column.may_repeat() && names.contains(&unnumbered)
        });
        known.map_or_else(|| Self::attribute(heading), |(column, _)| column.clone())
    }

    /// What somebody said of a column under this heading.
    pub fn chosen(kind: ColumnKind, heading: &str) -> Self {
        match kind {
            ColumnKind::Identifier => Self::Identifier,
            ColumnKind::OwnIdentifier => Self::OwnIdentifier,
            ColumnKind::Name => Self::Name,
            ColumnKind::Given => Self::Given,
            ColumnKind::Family => Self::Family,
            ColumnKind::BirthDate => Self::BirthDate,
            ColumnKind::Gender => Self::Gender,
            ColumnKind::Language => Self::Language,
            ColumnKind::Email => Self::Email,
            ColumnKind::Phone => Self::Phone,
            ColumnKind::Line => Self::Line,
            ColumnKind::City => Self::City,
            ColumnKind::State => Self::State,
            ColumnKind::PostalCode => Self::PostalCode,
            ColumnKind::Country => Self::Country,
            ColumnKind::Relationship => Self::Relationship,
            ColumnKind::Prefers => Self::Prefers,
            ColumnKind::Latitude => Self::Latitude,
            ColumnKind::Longitude => Self::Longitude,
            ColumnKind::Tags => Self::Tags,
            ColumnKind::Attribute => Self::attribute(heading),
            ColumnKind::Nothing => Self::Nothing,
        }
    }

    pub fn attribute(heading: &str) -> Self {
        attribute_name(heading).map_or(Self::Nothing, Self::Attribute)
    }
}

/// Headings that are understood, compared without case, spaces and signs.
const HEADINGS: [(Column, &[&str]); 20] = [
    (Column::Identifier, &["identifier", "id", "mrn", "medicalrecordnumber", "patientid"]),
    (Column::OwnIdentifier, &["memberid", "donorid", "supporterid", "constituentid", "membernumber", "donornumber"]),
    (Column::Name, &["name", "fullname"]),
    (Column::Given, &["given", "givenname", "firstname", "forename"]),
    (Column::Family, &["family", "familyname", "lastname", "surname"]),
    (Column::BirthDate, &["birthdate", "dateofbirth", "dob", "born", "birthday"]),
    (Column::Gender, &["gender", "sex"]),
    (Column::Language, &["language", "preferredlanguage"]),
    (Column::Email, &["email", "emailaddress", "mail"]),
    (Column::Phone, &["phone", "phonenumber", "telephone", "mobile", "cell", "homephone", "workphone", "mobilephone"]),
    (Column::Line, &["street", "address", "addressline", "streetaddress"]),
    (Column::City, &["city", "town"]),
    (Column::State, &["state", "province", "region"]),
    (Column::PostalCode, &["postcode", "postalcode", "zip", "zipcode"]),
    (Column::Country, &["country"]),
    (Column::Relationship, &["relationship"]),
    (Column::Prefers, &["preferredchannel", "prefers"]),
    (Column::Latitude, &["latitude", "lat"]),
    (Column::Longitude, &["longitude", "lon", "lng"]),
    (Column::Tags, &["tags", "tag"]),
];

/// Headings that may mean one thing or another: kept as attributes of the organization's own, and asked about.
const DOUBTFUL: [&str; 11] =
    ["number", "no", "nr", "type", "kind", "line", "channel", "state", "region", "province", "status"];

/// Whether a heading may mean something else than what it is taken for, or says nothing.
pub fn is_doubtful(heading: &str, column: &Column) -> bool {
    matches!(column, Column::Attribute(_)) && DOUBTFUL.contains(&plain(heading).as_str()) || *column == Column::Nothing
}
