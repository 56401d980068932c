//! Which value sets of the measure stewards stand for which set that ships. Their OIDs and names are public in the measures' texts
//! (CMS eCQM specifications, ecqi.healthit.gov); their codes are licensed and not here.

/// A steward's value set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steward {
    pub oid: &'static str,
    /// As the measures write it.
    pub name: &'static str,
    /// The set that ships which it stands for.
    pub key: &'static str,
    /// It is only a part: what ships stays beside it, or people would be missed.
    pub part: bool,
}

const fn whole(oid: &'static str, name: &'static str, key: &'static str) -> Steward {
    Steward { oid, name, key, part: false }
}

const fn part(oid: &'static str, name: &'static str, key: &'static str) -> Steward {
    Steward { oid, name, key, part: true }
}

/// Those of the six measures that our care gaps were held against, and of what they leave out.
pub const STEWARDS: [Steward; 42] = [
    whole("2.16.840.1.113883.3.464.1003.108.12.1018", "Mammography", "mammography"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1005", "Bilateral Mastectomy", "bilateral-mastectomy"),
    part("2.16.840.1.113883.3.464.1003.198.12.1068", "History of bilateral mastectomy", "bilateral-mastectomy"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1133", "Unilateral Mastectomy Left", "unilateral-mastectomy-left"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1134", "Unilateral Mastectomy Right", "unilateral-mastectomy-right"),
    whole(
        "2.16.840.1.113883.3.464.1003.198.12.1071",
        "Unilateral Mastectomy, Unspecified Laterality",
        "unilateral-mastectomy",
    ),
    whole("2.16.840.1.113883.3.464.1003.108.12.1020", "Colonoscopy", "colonoscopy"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1010", "Flexible Sigmoidoscopy", "flexible-sigmoidoscopy"),
    whole("2.16.840.1.113883.3.464.1003.108.12.1038", "CT Colonography", "ct-colonography"),
    whole("2.16.840.1.113883.3.464.1003.108.12.1039", "sDNA FIT Test", "stool-dna-fit"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1011", "Fecal Occult Blood Test (FOBT)", "fecal-occult-blood"),
    whole("2.16.840.1.113883.3.464.1003.108.12.1001", "Malignant Neoplasm of Colon", "colorectal-cancer"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1019", "Total Colectomy", "total-colectomy"),
    whole("2.16.840.1.113883.3.464.1003.108.12.1017", "Pap Test", "cervical-cytology"),
    whole("2.16.840.1.113883.3.464.1003.110.12.1059", "HPV Test", "hpv-test"),
    whole(
        "2.16.840.1.113883.3.464.1003.198.12.1014",
        "Hysterectomy with No Residual Cervix",
        "hysterectomy-without-cervix",
    ),
    whole("2.16.840.1.113883.3.464.1003.111.12.1016", "Congenital or Acquired Absence of Cervix", "absence-of-cervix"),
    whole("2.16.840.1.113883.3.464.1003.103.12.1001", "Diabetes", "diabetes"),
    whole("2.16.840.1.113883.3.464.1003.198.12.1013", "HbA1c Laboratory Test", "hba1c"),
    whole("2.16.840.1.113883.3.464.1003.115.12.1088", "Retinal or Dilated Eye Exam", "retinal-exam"),
    whole("2.16.840.1.113883.3.526.3.327", "Diabetic Retinopathy", "diabetic-retinopathy"),
    whole("2.16.840.1.113883.3.464.1003.104.12.1011", "Essential Hypertension", "essential-hypertension"),
    whole("2.16.840.1.113883.3.526.3.378", "Pregnancy", "pregnancy"),
    part("2.16.840.1.113883.3.526.3.353", "End Stage Renal Disease", "end-stage-renal-disease"),
    part("2.16.840.1.113883.3.464.1003.109.12.1013", "Dialysis Services", "end-stage-renal-disease"),
    part("2.16.840.1.113883.3.464.1003.109.12.1014", "ESRD Monthly Outpatient Services", "end-stage-renal-disease"),
    part("2.16.840.1.113883.3.464.1003.109.12.1012", "Kidney Transplant", "end-stage-renal-disease"),
    part("2.16.840.1.113883.3.464.1003.109.12.1029", "Kidney Transplant Recipient", "end-stage-renal-disease"),
    whole("2.16.840.1.113883.3.526.3.1002", "Chronic Kidney Disease, Stage 5", "chronic-kidney-disease-5"),
    part("2.16.840.1.113883.3.464.1003.118.12.1300", "Frailty Device", "frailty"),
    part("2.16.840.1.113883.3.464.1003.113.12.1074", "Frailty Diagnosis", "frailty"),
    part("2.16.840.1.113883.3.464.1003.101.12.1088", "Frailty Encounter", "frailty"),
    part("2.16.840.1.113883.3.464.1003.113.12.1075", "Frailty Symptom", "frailty"),
    whole("2.16.840.1.113883.3.464.1003.110.12.1082", "Advanced Illness", "advanced-illness"),
    whole("2.16.840.1.113883.3.464.1003.196.12.1510", "Dementia Medications", "dementia-medication"),
    part("2.16.840.1.113883.3.464.1003.1003", "Hospice Encounter", "hospice-care"),
    part("2.16.840.1.113883.3.526.3.1584", "Hospice Care Ambulatory", "hospice-care"),
    part("2.16.840.1.113883.3.464.1003.1165", "Hospice Diagnosis", "hospice-care"),
    part("2.16.840.1.113883.3.464.1003.101.12.1090", "Palliative Care Encounter", "palliative-care"),
    part("2.16.840.1.113883.3.464.1003.198.12.1135", "Palliative Care Intervention", "palliative-care"),
    part("2.16.840.1.113883.3.464.1003.1167", "Palliative Care Diagnosis", "palliative-care"),
    whole("2.16.840.1.113883.3.526.3.1240", "Annual Wellness Visit", "annual-wellness-visit"),
];
