//! The schedule of series with a fixed number of doses, as data. Ages and intervals are those of the tables and notes of the
//! CDC schedules of 2025 and of ACIP's table of minimum ages and intervals (General Best Practice Guidelines).

use super::Series;
use super::plan::{Begun, Dose, Rule, dose};
use super::span::Span::{self, Days, Months, Weeks, Years};

const ROUTINE: fn(&Begun<'_>) -> usize = |_| 0;

/// Where a booster comes 4 to 6 years into life.
const SCHOOL: (Span, Span) = (Years(4), Years(7));

const HEPATITIS_B: Rule = Rule {
    series: Series::HepatitisB,
    plans: &[
        &[
            dose(Days(0), Days(0), Months(1)),
            dose(Weeks(4), Months(1), Months(4)),
            dose(Weeks(24), Months(6), Months(19)).after(Weeks(8), Weeks(8), Weeks(16)).after_first(Weeks(16)),
        ],
        // Heplisav-B, for adults
        &[dose(Years(18), Years(19), Years(20)).only(&["189"]), dose(Years(18), Years(19), Years(20)).only(&["189"])],
    ],
    choose: |begun| usize::from(begun.only(&["189"])),
    begin_before: None,
    end: Some(Years(60)),
    source: "Hepatitis B: birth, 1-2 and 6-18 months; adults to 59 years; two doses of Heplisav-B from 18 years",
};

const ROTAVIRUS: Rule = Rule {
    series: Series::Rotavirus,
    plans: &[
        &[dose(Weeks(6), Months(2), Months(3)).only(&["119"]), dose(Weeks(10), Months(4), Months(5)).only(&["119"])],
        &[
            dose(Weeks(6), Months(2), Months(3)),
            dose(Weeks(10), Months(4), Months(5)),
            dose(Weeks(14), Months(6), Months(7)),
        ],
    ],
    choose: |begun| usize::from(!begun.only(&["119"])),
    begin_before: Some(Weeks(15)),
    end: Some(Months(8)),
    source: "Rotavirus: 2 doses of RV1, 3 where any dose is RV5 or unknown; first before 15 weeks, last by 8 months",
};

const DTAP_START: [Dose; 3] = [
    dose(Weeks(6), Months(2), Months(3)),
    dose(Weeks(10), Months(4), Months(5)),
    dose(Weeks(14), Months(6), Months(7)),
];

const DTAP: Rule = Rule {
    series: Series::Dtap,
    plans: &[
        &[
            DTAP_START[0],
            DTAP_START[1],
            DTAP_START[2],
            // 6 months are recommended; a dose 4 months after the third need not be repeated
            dose(Months(12), Months(15), Months(19)).after(Months(4), Months(6), Months(8)),
            dose(Years(4), SCHOOL.0, SCHOOL.1).after(Months(6), Months(6), Months(8)),
        ],
        // no fifth dose where the fourth was given at 4 years or later
        &[
            DTAP_START[0],
            DTAP_START[1],
            DTAP_START[2],
            dose(Years(4), SCHOOL.0, SCHOOL.1).after(Months(6), Months(6), Months(8)),
        ],
    ],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(7)),
    source: "DTaP: 2, 4, 6, 15-18 months and 4-6 years",
};

/// A third dose from 12 months on, 8 weeks after the one before, completes Hib and PCV; so do two from 12 months.
const FROM_12_MONTHS: Dose = dose(Months(12), Months(12), Months(16)).after(Weeks(8), Weeks(8), Weeks(12));

const INFANT: [Dose; 3] = [
    dose(Weeks(6), Months(2), Months(3)),
    dose(Weeks(10), Months(4), Months(5)),
    dose(Weeks(14), Months(6), Months(7)),
];

const HIB: Rule = Rule {
    series: Series::Hib,
    plans: &[
        &[INFANT[0], INFANT[1], INFANT[2], FROM_12_MONTHS],
        &[INFANT[0], INFANT[1], FROM_12_MONTHS],
        &[dose(Months(12), Months(12), Months(16)), FROM_12_MONTHS],
        &[dose(Months(15), Months(15), Months(16))],
    ],
    choose: |begun| match begun {
        begun if begun.first_from(Months(15)) => 3,
        begun if begun.first_from(Months(12)) => 2,
        begun if begun.first_from(Months(7)) || begun.only(&["49", "51"]) => 1,
        _ => 0,
    },
    begin_before: None,
    end: Some(Years(5)),
    source: "Hib: 2, 4, 6 and 12-15 months, without the third where PRP-OMP was used; catch-up by age",
};

const PNEUMOCOCCAL_CHILD: Rule = Rule {
    series: Series::PneumococcalChild,
    plans: &[
        &[INFANT[0], INFANT[1], INFANT[2], FROM_12_MONTHS],
        &[INFANT[0], INFANT[1], FROM_12_MONTHS],
        &[dose(Months(12), Months(12), Months(16)), FROM_12_MONTHS],
        &[dose(Months(24), Months(24), Months(25))],
    ],
    choose: |begun| match begun {
        begun if begun.first_from(Months(24)) => 3,
        begun if begun.first_from(Months(12)) => 2,
        begun if begun.first_from(Months(7)) => 1,
        _ => 0,
    },
    begin_before: None,
    end: Some(Years(5)),
    source: "PCV: 2, 4, 6 and 12-15 months; catch-up by age (healthy children)",
};

const POLIO: Rule = Rule {
    series: Series::Polio,
    plans: &[
        &[
            INFANT[0],
            INFANT[1],
            dose(Weeks(14), Months(6), Months(19)),
            dose(Years(4), SCHOOL.0, SCHOOL.1).after(Months(6), Months(6), Months(8)),
        ],
        // no fourth dose where the third was given at 4 years or later
        &[INFANT[0], INFANT[1], dose(Years(4), SCHOOL.0, SCHOOL.1).after(Months(6), Months(6), Months(8))],
    ],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(18)),
    source: "Polio: 2, 4, 6-18 months and 4-6 years; the last at 4 years or later",
};

const INFLUENZA_PRIMARY: Rule = Rule {
    series: Series::InfluenzaPrimary,
    plans: &[&[dose(Months(6), Months(6), Months(24)), dose(Months(6), Months(7), Months(24))]],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(9)),
    source: "Influenza: two doses 4 weeks apart for who had fewer than two before, 6 months to 8 years",
};

const MMR: Rule = Rule {
    series: Series::Mmr,
    plans: &[&[
        dose(Months(12), Months(12), Months(16)),
        dose(Months(13), SCHOOL.0, SCHOOL.1).after(Days(28), Days(28), Weeks(8)),
    ]],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(19)),
    source: "MMR: 12-15 months and 4-6 years; catch-up to 18 years",
};

const VARICELLA: Rule = Rule {
    series: Series::Varicella,
    plans: &[&[
        dose(Months(12), Months(12), Months(16)),
        // 3 months are recommended before 13 years; a dose after 4 weeks counts
        dose(Months(13), SCHOOL.0, SCHOOL.1).after(Days(28), Months(3), Months(4)),
    ]],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(19)),
    source: "Varicella: 12-15 months and 4-6 years; catch-up to 18 years",
};

const HEPATITIS_A: Rule = Rule {
    series: Series::HepatitisA,
    plans: &[&[
        dose(Months(12), Months(12), Months(24)),
        dose(Months(18), Months(18), Months(36)).after(Months(6), Months(6), Months(18)),
    ]],
    choose: ROUTINE,
    begin_before: None,
    end: Some(Years(19)),
    source: "Hepatitis A: two doses from 12 months, 6 to 18 months apart; catch-up to 18 years",
};

const HPV: Rule = Rule {
    series: Series::Hpv,
    plans: &[
        &[
            dose(Years(9), Years(11), Years(13)).before(Years(15)),
            dose(Years(9), Years(11), Years(13)).after(Months(5), Months(6), Months(13)),
        ],
        &[
            dose(Years(9), Years(11), Years(13)),
            dose(Years(9), Years(11), Years(13)).after(Weeks(4), Weeks(4), Months(3)),
            dose(Years(9), Years(11), Years(13)).after(Weeks(12), Weeks(12), Months(6)).after_first(Months(5)),
        ],
    ],
    choose: |begun| usize::from(begun.first_from(Years(15))),
    begin_before: None,
    end: Some(Years(27)),
    source: "HPV: two doses where the first comes before 15 years, else three; 11-12 years, catch-up to 26",
};

const MEN_ACWY: Rule = Rule {
    series: Series::MenAcwy,
    plans: &[
        &[
            dose(Years(10), Years(11), Years(13)),
            dose(Years(16), Years(16), Years(17)).after(Weeks(8), Weeks(8), Weeks(12)),
        ],
        &[dose(Years(16), Years(16), Years(17))],
    ],
    choose: |begun| usize::from(begun.first_from(Years(16))),
    begin_before: None,
    end: Some(Years(19)),
    source: "MenACWY: 11-12 and 16 years; one dose where the first comes at 16 or later; catch-up to 18",
};

/// Who should have it is decided with a clinician: the second dose is due once there was a first.
const MEN_B: Rule = Rule {
    series: Series::MenB,
    plans: &[
        &[
            dose(Years(10), Years(16), Years(24)).only(&["162", "164"]),
            dose(Years(10), Years(16), Years(16)).only(&["162", "164"]).after(Months(6), Months(6), Months(12)),
        ],
        &[
            dose(Years(10), Years(16), Years(24)).only(&["163", "164"]),
            dose(Years(10), Years(16), Years(16)).only(&["163", "164"]).after(Months(6), Months(6), Months(12)),
        ],
    ],
    choose: |begun| usize::from(begun.products.first().is_some_and(|first| first.cvx == "163")),
    begin_before: None,
    end: Some(Years(24)),
    source: "MenB: shared clinical decision at 16-23 years; two doses of one product 6 months apart",
};

const RSV: Rule = Rule {
    series: Series::Rsv,
    plans: &[&[dose(Years(50), Years(75), Years(76))]],
    choose: ROUTINE,
    begin_before: None,
    end: None,
    source: "RSV: one dose at 75 years or older",
};

const ZOSTER_SECOND: Dose = dose(Years(19), Years(19), Years(19)).after(Weeks(4), Months(2), Months(6));

/// Recombinant zoster vaccine, two doses 2 to 6 months apart.
pub const ZOSTER: Rule = Rule {
    series: Series::Zoster,
    plans: &[&[dose(Years(50), Years(50), Years(51)), ZOSTER_SECOND]],
    choose: ROUTINE,
    begin_before: None,
    end: None,
    source: "Zoster: two doses of recombinant vaccine, 2-6 months apart, from 50 years",
};

/// The same where the immune system is weakened: from 19 years, the second dose after 1 to 2 months.
pub const ZOSTER_WEAKENED: Rule = Rule {
    series: Series::Zoster,
    plans: &[&[
        dose(Years(19), Years(19), Years(20)),
        dose(Years(19), Years(19), Years(19)).after(Weeks(4), Months(1), Months(6)),
    ]],
    choose: ROUTINE,
    begin_before: None,
    end: None,
    source: "Zoster: from 19 years where the immune system is weakened (ACIP 2022)",
};

/// What a series is forecast by.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    /// A fixed number of doses.
    Doses(&'static Rule),
    /// Code of its own, with the part of the schedule it was written from.
    Influenza(&'static str),
    Tetanus(&'static str),
    Pneumococcal(&'static str),
    Covid19(&'static str),
}

pub const fn way(series: Series) -> Way {
    Way::Doses(match series {
        Series::HepatitisB => &HEPATITIS_B,
        Series::Rotavirus => &ROTAVIRUS,
        Series::Dtap => &DTAP,
        Series::Hib => &HIB,
        Series::PneumococcalChild => &PNEUMOCOCCAL_CHILD,
        Series::Polio => &POLIO,
        Series::InfluenzaPrimary => &INFLUENZA_PRIMARY,
        Series::Mmr => &MMR,
        Series::Varicella => &VARICELLA,
        Series::HepatitisA => &HEPATITIS_A,
        Series::Hpv => &HPV,
        Series::MenAcwy => &MEN_ACWY,
        Series::MenB => &MEN_B,
        Series::Rsv => &RSV,
        Series::Zoster => &ZOSTER,
        Series::Influenza => {
            return Way::Influenza("Influenza: every season from 6 months of age, by the end of October");
        }
        Series::Tdap => return Way::Tetanus("Tdap: one dose at 11-12 years, then Td or Tdap every 10 years"),
        Series::Pneumococcal => {
            return Way::Pneumococcal(
                "Pneumococcal: from 50 years, from 19 with a risk: PCV20, PCV21, or PCV15 and then PPSV23",
            );
        }
        Series::Covid19 => return Way::Covid19("COVID-19: decided person by person"),
    })
}

/// The part of the schedule a series is forecast by.
pub const fn source(series: Series) -> &'static str {
    match way(series) {
        Way::Doses(rule) => rule.source,
        Way::Influenza(source) | Way::Tetanus(source) | Way::Pneumococcal(source) | Way::Covid19(source) => source,
    }
}
