//! The clinical concepts the generator speaks of: SNOMED CT, LOINC, RxNorm and CVX codes with their displays.

use std::sync::Arc;
use store::boxed;
use store::import::{Concept, Concepts};
use store::{Result, Tx};

const SNOMED: &str = "http://snomed.info/sct";
const LOINC: &str = "http://loinc.org";
const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
const CVX: &str = "http://hl7.org/fhir/sid/cvx";
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

macro_rules! catalogue {
    ($($name:ident: $system:ident $code:literal $display:literal, $text:literal;)+) => {
        /// The row keys of all concepts.
        #[derive(Debug, Clone, Copy)]
        pub struct Catalogue { $(pub $name: i64,)+ }

        impl Catalogue {
            /// Makes sure that all of them are rows.
            #[boxed]
            pub async fn intern(tx: &mut Tx) -> Result<Self> {
                let mut concepts = Concepts::default();
                $(let $name = Arc::new(Concept::new($text, &[[$system, $code, $display]]));)+
                concepts.intern(tx, &[$(&$name),+]).await?;
                Ok(Self { $($name: concepts.key(&$name).unwrap_or_default(),)+ })
            }
        }
    };
}

catalogue! {
    hypertension: SNOMED "59621000" "Essential hypertension", "Essential hypertension";
    diabetes: SNOMED "44054006" "Diabetes mellitus type 2", "Type 2 diabetes mellitus";
    prediabetes: SNOMED "714628002" "Prediabetes", "Prediabetes";
    hyperlipidemia: SNOMED "55822004" "Hyperlipidemia", "Hyperlipidemia";
    asthma: SNOMED "195967001" "Asthma", "Asthma";
    copd: SNOMED "13645005" "Chronic obstructive lung disease", "Chronic obstructive lung disease";
    obesity: SNOMED "414916001" "Obesity", "Obesity";
    depression: SNOMED "35489007" "Depressive disorder", "Depressive disorder";
    anxiety: SNOMED "197480006" "Anxiety disorder", "Anxiety disorder";
    rhinitis: SNOMED "61582004" "Allergic rhinitis", "Allergic rhinitis";
    osteoarthritis: SNOMED "396275006" "Osteoarthritis", "Osteoarthritis";
    coronary: SNOMED "53741008" "Coronary arteriosclerosis", "Coronary artery disease";
    hypothyroidism: SNOMED "40930008" "Hypothyroidism", "Hypothyroidism";
    migraine: SNOMED "37796009" "Migraine", "Migraine";
    myopia: SNOMED "57190000" "Myopia", "Myopia";
    glaucoma: SNOMED "23986001" "Glaucoma", "Glaucoma";
    bronchitis: SNOMED "10509002" "Acute bronchitis", "Acute bronchitis";
    sinusitis: SNOMED "444814009" "Viral sinusitis", "Viral sinusitis";
    hypermetropia: SNOMED "38101003" "Hypermetropia", "Hypermetropia";

    height: LOINC "8302-2" "Body height", "Body height";
    weight: LOINC "29463-7" "Body weight", "Body weight";
    bmi: LOINC "39156-5" "Body mass index (BMI) [Ratio]", "Body mass index";
    heart_rate: LOINC "8867-4" "Heart rate", "Heart rate";
    breathing: LOINC "9279-1" "Respiratory rate", "Respiratory rate";
    temperature: LOINC "8310-5" "Body temperature", "Body temperature";
    blood_pressure: LOINC "85354-9" "Blood pressure panel with all children optional", "Blood pressure";
    systolic: LOINC "8480-6" "Systolic blood pressure", "Systolic blood pressure";
    diastolic: LOINC "8462-4" "Diastolic blood pressure", "Diastolic blood pressure";
    hba1c: LOINC "4548-4" "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c";
    ldl: LOINC "13457-7" "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "LDL cholesterol";
    smoking: LOINC "72166-2" "Tobacco smoking status", "Tobacco smoking status";
    never_smoked: SNOMED "266919005" "Never smoked tobacco", "Never smoked tobacco";
    former_smoker: SNOMED "8517006" "Ex-smoker", "Ex-smoker";
    smoker: SNOMED "449868002" "Smokes tobacco daily", "Smokes tobacco daily";

    metformin: RXNORM "860975" "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", "Metformin 500 mg extended-release tablet";
    lisinopril: RXNORM "314076" "lisinopril 10 MG Oral Tablet", "Lisinopril 10 mg tablet";
    amlodipine: RXNORM "197361" "amlodipine 5 MG Oral Tablet", "Amlodipine 5 mg tablet";
    atorvastatin: RXNORM "617310" "atorvastatin 20 MG Oral Tablet", "Atorvastatin 20 mg tablet";
    albuterol: RXNORM "745679" "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "Albuterol inhaler";
    sertraline: RXNORM "312941" "sertraline 50 MG Oral Tablet", "Sertraline 50 mg tablet";
    amoxicillin: RXNORM "308182" "amoxicillin 250 MG Oral Capsule", "Amoxicillin 250 mg capsule";

    influenza: CVX "140" "Influenza, seasonal, injectable, preservative free", "Influenza vaccine";
    covid: CVX "208" "SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 30 mcg/0.3mL dose", "COVID-19 vaccine";
    tdap: CVX "115" "Tdap", "Tdap vaccine";
    zoster: CVX "187" "zoster recombinant", "Zoster vaccine";
    pneumococcal: CVX "33" "pneumococcal polysaccharide PPV23", "Pneumococcal vaccine";
    mmr: CVX "03" "MMR", "MMR vaccine";
    dtap: CVX "20" "DTaP", "DTaP vaccine";
    pcv20: CVX "216" "Pneumococcal conjugate PCV20, polysaccharide CRM197 conjugate, adjuvant, PF", "Pneumococcal conjugate vaccine (PCV20)";
    hepatitis_b: CVX "08" "Hep B, adolescent or pediatric", "Hepatitis B vaccine";
    dtap_hepatitis_b_polio: CVX "110" "DTaP-Hep B-IPV", "DTaP, hepatitis B and polio vaccine";
    dtap_polio: CVX "130" "DTaP-IPV", "DTaP and polio vaccine";
    hib: CVX "48" "Hib (PRP-T)", "Hib vaccine";
    rotavirus: CVX "119" "rotavirus, monovalent", "Rotavirus vaccine";
    varicella: CVX "21" "varicella", "Varicella vaccine";
    hepatitis_a: CVX "83" "Hep A, ped/adol, 2 dose", "Hepatitis A vaccine";
    hpv: CVX "165" "HPV9", "HPV vaccine";
    menacwy: CVX "203" "meningococcal polysaccharide (groups A, C, Y, W-135) TT conjugate", "Meningococcal ACWY vaccine";

    check_up: SNOMED "185349003" "Encounter for check up", "Check-up";
    symptom: SNOMED "185345009" "Encounter for symptom", "Visit for a symptom";
    follow_up: SNOMED "390906007" "Follow-up encounter", "Follow-up visit";
    emergency: SNOMED "50849002" "Emergency room admission", "Emergency department visit";
    video_visit: SNOMED "448337001" "Telemedicine consultation with patient", "Video visit";

    mammography: SNOMED "24623002" "Screening mammography", "Screening mammography";
    colonoscopy: SNOMED "73761001" "Colonoscopy", "Colonoscopy";
    eye_examination: SNOMED "36228007" "Ophthalmic examination and evaluation", "Eye examination";

    penicillin_allergy: SNOMED "91936005" "Allergy to penicillin", "Allergy to penicillin";
    peanut_allergy: SNOMED "91935009" "Allergy to peanut", "Allergy to peanut";
    latex_allergy: SNOMED "300916003" "Latex allergy", "Latex allergy";

    annual_physical: SNOMED "162673000" "General examination of patient", "Annual physical";
    well_child: SNOMED "410620009" "Well child visit", "Well-child visit";
    private_plan: ACT_CODE "HIP" "health insurance plan policy", "Private health insurance";
    public_plan: ACT_CODE "PUBLICPOL" "public healthcare", "Public healthcare";
}
