//! Care that is due: screenings, tests, vaccinations. On open channels they say only that a visit is due.

use super::{GalleryGroup, GalleryItem, Words};
use crate::consent::Purpose;

pub(super) const ITEMS: &[GalleryItem] = &[
    GalleryItem {
        code: "check-up",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Annual check-up due",
            subject: "It is time for your check-up",
            preheader: "A call is all it takes.",
            headline: "Time for your check-up",
            text: "A yearly check-up finds small things while they are small, and gives you time for your questions.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Chequeo anual pendiente",
            subject: "Es hora de su chequeo",
            preheader: "Basta con una llamada.",
            headline: "Es hora de su chequeo",
            text: "Un chequeo al año descubre las cosas pequeñas a tiempo y le da un momento para sus preguntas.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "breast-screening",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Breast cancer screening due",
            subject: "A screening is due",
            preheader: "A call is all it takes.",
            headline: "Your screening is due",
            text: "A mammogram is recommended every two years from age 40 to 74 (USPSTF). It takes about twenty minutes, and an early finding is easier to treat.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Mamografía pendiente",
            subject: "Le corresponde una prueba de detección",
            preheader: "Basta con una llamada.",
            headline: "Le corresponde una prueba",
            text: "Se recomienda una mamografía cada dos años entre los 40 y los 74 años (USPSTF). Toma unos veinte minutos, y lo que se descubre temprano se trata mejor.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "colorectal-screening",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Colorectal cancer screening due",
            subject: "A screening is due",
            preheader: "A call is all it takes.",
            headline: "Your screening is due",
            text: "From age 45 to 75 a screening of the bowel is recommended (USPSTF). There is more than one way to do it, one of them at home; we help you choose.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Detección colorrectal pendiente",
            subject: "Le corresponde una prueba de detección",
            preheader: "Basta con una llamada.",
            headline: "Le corresponde una prueba",
            text: "Entre los 45 y los 75 años se recomienda una prueba del intestino (USPSTF). Hay más de una manera, una de ellas en casa; le ayudamos a elegir.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "cervical-screening",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Cervical cancer screening due",
            subject: "A screening is due",
            preheader: "A call is all it takes.",
            headline: "Your screening is due",
            text: "A regular test protects you: from age 21 to 65 it is recommended every three or five years (USPSTF). The visit is short, and you may bring somebody along.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Detección cervical pendiente",
            subject: "Le corresponde una prueba de detección",
            preheader: "Basta con una llamada.",
            headline: "Le corresponde una prueba",
            text: "Una prueba regular le protege: entre los 21 y los 65 años se recomienda cada tres o cinco años (USPSTF). La visita es corta y puede venir acompañada.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "eye-check",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "health-class.png",
        english: Words {
            name: "Diabetes: yearly eye check due",
            subject: "Your yearly eye check",
            preheader: "A call is all it takes.",
            headline: "See clearly for years to come",
            text: "With diabetes, a look at the back of the eye once a year protects your sight (ADA). It does not hurt, and you know the result the same day.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Diabetes: examen anual de la vista",
            subject: "Su examen anual de la vista",
            preheader: "Basta con una llamada.",
            headline: "Vea bien por muchos años",
            text: "Con diabetes, una revisión del fondo del ojo una vez al año protege su vista (ADA). No duele, y conocerá el resultado el mismo día.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "blood-test",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Blood test due",
            subject: "A blood test is due",
            preheader: "A call is all it takes.",
            headline: "A small test, a clear picture",
            text: "Your last blood test was a while ago. A new one shows us together how things are going.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Análisis de sangre pendiente",
            subject: "Le corresponde un análisis",
            preheader: "Basta con una llamada.",
            headline: "Una prueba corta, una idea clara",
            text: "Su último análisis de sangre fue hace tiempo. Uno nuevo nos muestra cómo va todo.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "blood-pressure",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Blood pressure check due",
            subject: "Let us check your blood pressure",
            preheader: "A call is all it takes.",
            headline: "Five minutes for your heart",
            text: "Blood pressure is measured in five minutes and tells a lot about the years to come. No preparation is needed.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "a check-up is due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Control de la presión pendiente",
            subject: "Controlemos su presión",
            preheader: "Basta con una llamada.",
            headline: "Cinco minutos para su corazón",
            text: "La presión se mide en cinco minutos y dice mucho sobre los años que vienen. No necesita prepararse.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponde un chequeo. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "child-vaccines",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "vaccination.png",
        english: Words {
            name: "Child vaccinations due",
            subject: "Vaccinations for your child",
            preheader: "A call is all it takes.",
            headline: "Protected in time",
            text: "The next vaccinations in the schedule are due for your child. We look at the vaccination record with you and give what is missing.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "the next vaccinations are due. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Vacunas infantiles pendientes",
            subject: "Vacunas para su hija o hijo",
            preheader: "Basta con una llamada.",
            headline: "Protección a tiempo",
            text: "Le corresponden las siguientes vacunas del calendario. Revisamos la cartilla con usted y ponemos las que faltan.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le corresponden las vacunas. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "flu",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "vaccination.png",
        english: Words {
            name: "Flu season",
            subject: "Your flu shot is waiting",
            preheader: "A call is all it takes.",
            headline: "Ten minutes for a calm winter",
            text: "The flu season has begun. A shot is recommended every year from six months of age (CDC), and takes ten minutes.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "your flu shot is waiting. Walk in or call us.",
            call: "It is time for a visit with us.",
            card: ("Ten minutes for a calm winter", "Your flu shot is waiting: walk in, or choose a day."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Temporada de gripe",
            subject: "Su vacuna contra la gripe le espera",
            preheader: "Basta con una llamada.",
            headline: "Diez minutos para un invierno tranquilo",
            text: "Empezó la temporada de gripe. La vacuna se recomienda cada año desde los seis meses de edad (CDC) y toma diez minutos.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "su vacuna contra la gripe le espera. Llámenos.",
            call: "Es hora de una visita con nosotros.",
            card: (
                "Diez minutos para un invierno tranquilo",
                "Su vacuna contra la gripe le espera: venga, o elija un día.",
            ),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "wellness",
        group: GalleryGroup::Care,
        purpose: Purpose::Treatment,
        picture: "harbour-clinic.png",
        english: Words {
            name: "Annual wellness visit",
            subject: "Your annual wellness visit",
            preheader: "A call is all it takes.",
            headline: "A visit that is all about you",
            text: "Medicare pays for a wellness visit every year. We look at what you take, what you need, and plan the year with you.\n\nPlease call us at {{organization.phone}} to choose a day. If you already had it elsewhere, tell us and we will stop asking.",
            sms: "your yearly wellness visit is due. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "We have not seen you for a while, and a visit is due."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Visita anual de bienestar",
            subject: "Su visita anual de bienestar",
            preheader: "Basta con una llamada.",
            headline: "Una visita para usted",
            text: "Medicare paga una visita de bienestar cada año. Revisamos lo que toma y lo que necesita, y planeamos el año con usted.\n\nLlámenos al {{organization.phone}} para elegir un día. Si ya se la hizo en otro lugar, avísenos y no insistiremos.",
            sms: "le toca su visita anual de bienestar. Llámenos.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Hace tiempo que no le vemos y le corresponde una visita."),
            ..Words::NONE
        },
    },
];
