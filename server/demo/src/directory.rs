//! The hospital itself: its organizations, places and practitioners.

use store::boxed;
use store::{Result, Tx};

/// Row keys to choose from.
#[derive(Debug, Clone)]
pub struct Directory {
    pub organizations: Vec<i64>,
    pub locations: Vec<i64>,
    pub practitioners: Vec<i64>,
}

const ORGANIZATIONS: [(&str, &str, &str, &str); 3] = [
    ("Lamna Healthcare", "1200 West Prairie Avenue", "Chicago", "60607"),
    ("Lamna Children's Clinic", "48 Linden Street", "Oak Park", "60302"),
    ("Lamna Eye Institute", "310 Lake View Avenue", "Evanston", "60201"),
];

const LOCATIONS: [(&str, usize, &str, &str, &str); 6] = [
    ("Lamna Healthcare, Main Building", 0, "1200 West Prairie Avenue", "Chicago", "60607"),
    ("Lamna Healthcare, North Clinic", 0, "77 Ridge Road", "Chicago", "60640"),
    ("Lamna Healthcare, Naperville", 0, "905 Mill Road", "Naperville", "60540"),
    ("Lamna Children's Clinic", 1, "48 Linden Street", "Oak Park", "60302"),
    ("Lamna Eye Institute", 2, "310 Lake View Avenue", "Evanston", "60201"),
    ("Lamna Virtual Care", 0, "1200 West Prairie Avenue", "Chicago", "60607"),
];

const PRACTITIONERS: [(&str, &str, &str); 24] = [
    ("Amara", "Osei", "female"),
    ("Benjamin", "Hart", "male"),
    ("Carla", "Espinoza", "female"),
    ("David", "Rosen", "male"),
    ("Eunice", "Kwan", "female"),
    ("Felix", "Brandt", "male"),
    ("Gita", "Raman", "female"),
    ("Harold", "Stone", "male"),
    ("Ingrid", "Dahl", "female"),
    ("Jerome", "Bishop", "male"),
    ("Kamila", "Nowicka", "female"),
    ("Leon", "Archer", "male"),
    ("Miriam", "Levy", "female"),
    ("Nikhil", "Rao", "male"),
    ("Olga", "Petrenko", "female"),
    ("Pablo", "Ibarra", "male"),
    ("Quinn", "Adair", "female"),
    ("Robert", "Chau", "male"),
    ("Selma", "Haddad", "female"),
    ("Theo", "Lambert", "male"),
    ("Uma", "Krishnan", "female"),
    ("Victor", "Salgado", "male"),
    ("Wanda", "Pierce", "female"),
    ("Yusuf", "Demir", "male"),
];

impl Directory {
    /// Makes all of it.
    #[boxed]
    pub async fn create(tx: &mut Tx) -> Result<Self> {
        let mut organizations = Vec::new();
        for (name, line, city, postal_code) in ORGANIZATIONS {
            organizations.push(
                sqlx::query_scalar(
                    "INSERT INTO organization (name, phone, line, city, state, postal_code, country)
                     VALUES ($1, '+13125550100', $2, $3, 'IL', $4, 'US') RETURNING id",
                )
                .bind(name)
                .bind(line)
                .bind(city)
                .bind(postal_code)
                .fetch_one(&mut **tx)
                .await?,
            );
        }
        let mut locations = Vec::new();
        for (name, organization, line, city, postal_code) in LOCATIONS {
            locations.push(
                sqlx::query_scalar(
                    "INSERT INTO location (name, line, city, state, postal_code, country, organization_id)
                     VALUES ($1, $2, $3, 'IL', $4, 'US', $5) RETURNING id",
                )
                .bind(name)
                .bind(line)
                .bind(city)
                .bind(postal_code)
                .bind(organizations[organization])
                .fetch_one(&mut **tx)
                .await?,
            );
        }
        let mut practitioners = Vec::new();
        for (number, (given, family, gender)) in PRACTITIONERS.into_iter().enumerate() {
            practitioners.push(
                sqlx::query_scalar(
                    "INSERT INTO practitioner (npi, prefix, given, family, gender)
                     VALUES ($1, 'Dr.', $2, $3, $4) RETURNING id",
                )
                .bind(format!("99900{number:05}"))
                .bind(given)
                .bind(family)
                .bind(gender)
                .fetch_one(&mut **tx)
                .await?,
            );
        }
        Ok(Self { organizations, locations, practitioners })
    }
}
