//! How far from a place somebody lives.

use serde::{Deserialize, Serialize};

/// Lives at most so many kilometres from a place, as the crow flies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distance {
    /// WGS 84 degrees.
    pub latitude: f64,
    pub longitude: f64,
    pub km: f64,
    /// What the place is called.
    pub place: String,
}

/// Kilometers of one degree of latitude on the mean sphere of the Earth (6,371 km).
const KM_OF_A_DEGREE: f64 = 111.194_926_644_558_73;

impl Distance {
    /// What the square of the degrees may be at most, a degree of longitude being shrunk to one of latitude first:
    /// (`shrink`, `most`). The databases and the evaluator calculate `dy * dy + dx * dx * shrink <= most` in this order
    /// with numbers of the same kind, so they agree to the last bit. The Earth is taken as flat around the place: 0.1 % off
    /// at 200 km, and never across the 180th meridian.
    pub fn bounds(&self) -> (f64, f64) {
        let shrink = self.latitude.to_radians().cos();
        let degrees = self.km / KM_OF_A_DEGREE;
        (shrink * shrink, degrees * degrees)
    }

    pub fn holds(&self, latitude: f64, longitude: f64) -> bool {
        let (shrink, most) = self.bounds();
        let (dy, dx) = (latitude - self.latitude, longitude - self.longitude);
        dy * dy + dx * dx * shrink <= most
    }

    /// Why it can't be asked, if it can't.
    pub fn problem(&self) -> Option<&'static str> {
        if self.place.trim().is_empty() && self.latitude == 0.0 && self.longitude == 0.0 {
            return Some("Choose a place, or enter its latitude and longitude.");
        }
        if !(-90.0..=90.0).contains(&self.latitude) || !(-180.0..=180.0).contains(&self.longitude) {
            return Some("Enter a latitude from -90 to 90 and a longitude from -180 to 180.");
        }
        (!(self.km > 0.0 && self.km <= 1_000.0)).then_some("Enter a distance above 0 and up to 1,000 km.")
    }
}
