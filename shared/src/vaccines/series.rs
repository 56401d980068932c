//! The series of vaccines: what a person is protected against, one row of the schedule each.

use crate::coded;

/// The code system of series in stored forecasts.
pub const SYSTEM: &str = "urn:waypost:vaccine-series";

coded! {
    /// In the order of the schedule: by the age at which it begins.
    pub enum Series {
        HepatitisB = "hepatitis-b", "Hepatitis B";
        Rotavirus = "rotavirus", "Rotavirus";
        Dtap = "dtap", "Diphtheria, tetanus, pertussis (DTaP)";
        Hib = "hib", "Haemophilus influenzae type b (Hib)";
        PneumococcalChild = "pneumococcal-child", "Pneumococcal, children (PCV)";
        Polio = "polio", "Polio (IPV)";
        /// The two doses that somebody vaccinated for the first time before the ninth birthday needs.
        InfluenzaPrimary = "influenza-primary", "Influenza, first two doses";
        Influenza = "influenza", "Influenza, this season";
        Mmr = "mmr", "Measles, mumps, rubella (MMR)";
        Varicella = "varicella", "Varicella";
        HepatitisA = "hepatitis-a", "Hepatitis A";
        Hpv = "hpv", "Human papillomavirus (HPV)";
        Tdap = "tdap", "Tetanus, diphtheria, pertussis (Tdap, Td)";
        MenAcwy = "menacwy", "Meningococcal ACWY";
        MenB = "menb", "Meningococcal B";
        Covid19 = "covid-19", "COVID-19";
        Pneumococcal = "pneumococcal", "Pneumococcal, adults";
        Zoster = "zoster", "Zoster (shingles)";
        Rsv = "rsv", "Respiratory syncytial virus (RSV)";
    }
}

impl Series {
    /// Those that the childhood gap asks about: what is due before school.
    pub const CHILDHOOD: [Self; 10] = [
        Self::HepatitisB,
        Self::Rotavirus,
        Self::Dtap,
        Self::Hib,
        Self::PneumococcalChild,
        Self::Polio,
        Self::InfluenzaPrimary,
        Self::Mmr,
        Self::Varicella,
        Self::HepatitisA,
    ];

    /// Those that begin at 11 to 12 years.
    pub const ADOLESCENT: [Self; 3] = [Self::Hpv, Self::Tdap, Self::MenAcwy];

    /// Contains a live virus.
    pub const fn is_live(self) -> bool {
        match self {
            Self::Mmr | Self::Varicella | Self::Rotavirus => true,
            Self::HepatitisB
            | Self::Dtap
            | Self::Hib
            | Self::PneumococcalChild
            | Self::Polio
            | Self::InfluenzaPrimary
            | Self::Influenza
            | Self::HepatitisA
            | Self::Hpv
            | Self::Tdap
            | Self::MenAcwy
            | Self::MenB
            | Self::Covid19
            | Self::Pneumococcal
            | Self::Zoster
            | Self::Rsv => false,
        }
    }
}
