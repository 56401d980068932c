//! Keeping in touch: new patients, birthdays, news, questions, results, donors, after the hospital.

use super::{GalleryGroup, GalleryItem, Words};
use crate::consent::Purpose;

pub(super) const ITEMS: &[GalleryItem] = &[
    GalleryItem {
        code: "new-patient",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Treatment,
        picture: "harbour-clinic.png",
        english: Words {
            name: "New patient: welcome",
            subject: "Welcome to {{organization.name|us}}",
            preheader: "What to expect, and how to reach us.",
            headline: "Welcome",
            text: "Thank you for choosing {{organization.name}}. This is how we stay in touch:\n\n- we remind you of appointments and check-ups\n- we invite you to events near you\n- you decide what we send, on your [preference page]({{links.preferences}})",
            sms: "welcome! Save this number: we remind you of visits here.",
            card: ("Welcome", "Thank you for choosing us. We remind you of visits, and you decide how."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Paciente nuevo: bienvenida",
            subject: "Le damos la bienvenida",
            preheader: "Qué esperar y cómo contactarnos.",
            headline: "Le damos la bienvenida",
            text: "Gracias por elegir {{organization.name}}. Así nos mantenemos en contacto:\n\n- le recordamos citas y chequeos\n- le invitamos a eventos cerca de usted\n- usted decide qué enviamos, en su [página de preferencias]({{links.preferences}})",
            sms: "bienvenido. Guarde este número: aquí le recordamos sus citas.",
            card: ("Le damos la bienvenida", "Gracias por elegirnos. Le recordamos sus visitas, y usted decide cómo."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "birthday",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Marketing,
        picture: "health-class.png",
        english: Words {
            name: "Birthday",
            subject: "Happy birthday!",
            preheader: "Good wishes from all of us.",
            headline: "Happy birthday!",
            text: "All of us at {{organization.name}} wish you a good year, in good health.",
            sms: "happy birthday from all of us!",
            card: ("Happy birthday!", "All of us wish you a good year, in good health."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Cumpleaños",
            subject: "¡Feliz cumpleaños!",
            preheader: "Los mejores deseos de todos nosotros.",
            headline: "¡Feliz cumpleaños!",
            text: "Todo el equipo de {{organization.name}} le desea un buen año, con salud.",
            sms: "¡feliz cumpleaños de parte de todos!",
            card: ("¡Feliz cumpleaños!", "Todos le deseamos un buen año, con salud."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "newsletter",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Marketing,
        picture: "health-class.png",
        english: Words {
            name: "Newsletter",
            subject: "News from {{organization.name|us}}",
            preheader: "What is new, what is on, what helps.",
            headline: "What is new",
            text: "**What is new.** Write in two sentences what has changed for your readers.\n\n**What is on.** The next events are on our page.\n\n**What helps.** One small thing that everybody can do this week: a walk of twenty minutes a day.",
            button: ("See the next events", "{{links.events}}"),
            ..Words::NONE
        },
        spanish: Words {
            name: "Boletín",
            subject: "Novedades de {{organization.name|nuestro equipo}}",
            preheader: "Qué hay de nuevo, qué viene, qué ayuda.",
            headline: "Qué hay de nuevo",
            text: "**Novedades.** Escriba en dos frases qué cambió para sus lectores.\n\n**Próximamente.** Los próximos eventos están en nuestra página.\n\n**Qué ayuda.** Algo pequeño que todos pueden hacer esta semana: caminar veinte minutos al día.",
            button: ("Ver los próximos eventos", "{{links.events}}"),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "survey",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Survey,
        picture: "health-class.png",
        english: Words {
            name: "Survey",
            subject: "How did we do?",
            preheader: "Three questions, one minute.",
            headline: "How did we do?",
            text: "Three short questions about your last visit help us to do better. Your answers are read by people, and change nothing about your care.",
            button: ("Answer three questions", "https://example.org/survey"),
            sms: "how did we do? Three questions: https://example.org/survey",
            ..Words::NONE
        },
        spanish: Words {
            name: "Encuesta",
            subject: "¿Cómo le atendimos?",
            preheader: "Tres preguntas, un minuto.",
            headline: "¿Cómo le atendimos?",
            text: "Tres preguntas cortas sobre su última visita nos ayudan a mejorar. Sus respuestas las leen personas y no cambian nada en su atención.",
            button: ("Responder tres preguntas", "https://example.org/survey"),
            sms: "¿cómo le atendimos? Tres preguntas: https://example.org/survey",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "review",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Survey,
        picture: "harbour-clinic.png",
        english: Words {
            name: "Review request",
            subject: "Would you recommend us?",
            preheader: "Your words help others to choose.",
            headline: "Would you recommend us?",
            text: "If you were happy with your visit, a few words from you help others to choose. Please write nothing about your health: reviews are public.",
            button: ("Write a review", "https://example.org/review"),
            sms: "would you recommend us? A few words: https://example.org/review",
            ..Words::NONE
        },
        spanish: Words {
            name: "Pedir una reseña",
            subject: "¿Nos recomendaría?",
            preheader: "Sus palabras ayudan a otros a elegir.",
            headline: "¿Nos recomendaría?",
            text: "Si quedó contento con su visita, unas palabras suyas ayudan a otros a elegir. No escriba nada sobre su salud: las reseñas son públicas.",
            button: ("Escribir una reseña", "https://example.org/review"),
            sms: "¿nos recomendaría? Unas palabras: https://example.org/review",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "results",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Results in the portal",
            subject: "There is news in your portal",
            preheader: "Sign in to read it.",
            headline: "There is news for you",
            text: "A new document is waiting in your patient portal. Sign in to read it; we do not send it by e-mail.\n\nIf you have questions, call us at {{organization.phone}}.",
            button: ("Open the portal", "https://example.org/portal"),
            sms: "a new document waits in your patient portal.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Resultados en el portal",
            subject: "Hay novedades en su portal",
            preheader: "Entre para leerlas.",
            headline: "Hay novedades para usted",
            text: "Un documento nuevo le espera en su portal de pacientes. Entre para leerlo; no lo enviamos por correo electrónico.\n\nSi tiene preguntas, llámenos al {{organization.phone}}.",
            button: ("Abrir el portal", "https://example.org/portal"),
            sms: "un documento nuevo le espera en su portal.",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "donor-thanks",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Marketing,
        picture: "harbour-clinic.png",
        english: Words {
            name: "Donor: thank you",
            subject: "Thank you for your gift",
            preheader: "What it makes possible.",
            headline: "Thank you",
            text: "Your gift to {{organization.name}} has arrived. It goes where it is needed most, and we will tell you what came of it.",
            card: ("Thank you", "Your gift has arrived, and goes where it is needed most."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Donante: gracias",
            subject: "Gracias por su donación",
            preheader: "Lo que hace posible.",
            headline: "Gracias",
            text: "Su donación a {{organization.name}} ha llegado. Irá adonde más se necesita, y le contaremos qué se logró.",
            card: ("Gracias", "Su donación ha llegado y va adonde más se necesita."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "donor-update",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Marketing,
        picture: "harbour-clinic.png",
        english: Words {
            name: "Donor: what came of it",
            subject: "What your gift did",
            preheader: "A year in four sentences.",
            headline: "What your gift did",
            text: "Last year, gifts like yours paid for events that were free of charge and for visits that somebody could not have paid for. Write here what was done, in numbers that you can show.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Donante: qué se logró",
            subject: "Lo que hizo su donación",
            preheader: "Un año en pocas frases.",
            headline: "Lo que hizo su donación",
            text: "El año pasado, donaciones como la suya pagaron eventos gratuitos y visitas que alguien no podía pagar. Escriba aquí qué se hizo, con cifras que pueda mostrar.",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "after-hospital",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Treatment,
        picture: "harbour-clinic.png",
        english: Words {
            name: "After the hospital",
            subject: "How are you?",
            preheader: "We are here for your questions.",
            headline: "How are you?",
            text: "You have come home from the hospital. Please call us at {{organization.phone}} within a week, so that we can plan what comes next and look at what you take.",
            sms: "we would like to hear how you are. Please call us.",
            call: "We would like to hear how you are.",
            card: ("How are you?", "We would like to hear how you are, and plan what comes next."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Después del hospital",
            subject: "¿Cómo está?",
            preheader: "Aquí estamos para sus preguntas.",
            headline: "¿Cómo está?",
            text: "Ha vuelto del hospital. Llámenos al {{organization.phone}} dentro de una semana para planear lo que sigue y revisar lo que toma.",
            sms: "queremos saber cómo está. Por favor llámenos.",
            call: "Queremos saber cómo está.",
            card: ("¿Cómo está?", "Queremos saber cómo está y planear lo que sigue."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "refill",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Refill review",
            subject: "Let us look at what you take",
            preheader: "A short visit once a year.",
            headline: "Let us look at what you take",
            text: "Your prescription runs out soon, and it is time to look together at what you take: what helps, what does not, and what can go.\n\nPlease call us at {{organization.phone}} to choose a day.",
            sms: "it is time to review what you take. Call us.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Revisión de recetas",
            subject: "Revisemos lo que toma",
            preheader: "Una visita corta al año.",
            headline: "Revisemos lo que toma",
            text: "Su receta termina pronto, y es hora de revisar juntos lo que toma: qué ayuda, qué no y qué puede dejar.\n\nLlámenos al {{organization.phone}} para elegir un día.",
            sms: "es hora de revisar lo que toma. Llámenos.",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "shingles",
        group: GalleryGroup::Keeping,
        purpose: Purpose::Treatment,
        picture: "vaccination.png",
        english: Words {
            name: "Vaccines after 50",
            subject: "Two shots for the years to come",
            preheader: "A short visit, two questions.",
            headline: "Protected in the years to come",
            text: "From 50 years of age two more vaccinations are recommended (CDC). We look at what you had and give what is missing.\n\nPlease call us at {{organization.phone}} to choose a day.",
            sms: "vaccinations are due for you. Call us to choose a day.",
            call: "It is time for a visit with us.",
            card: ("It is time for a visit", "A short visit is due, and protects you in the years to come."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Vacunas después de los 50",
            subject: "Dos vacunas para los próximos años",
            preheader: "Una visita corta.",
            headline: "Protección para los próximos años",
            text: "Desde los 50 años se recomiendan dos vacunas más (CDC). Revisamos las que ya tiene y ponemos las que faltan.\n\nLlámenos al {{organization.phone}} para elegir un día.",
            sms: "le corresponden vacunas. Llámenos para elegir un día.",
            call: "Es hora de una visita con nosotros.",
            card: ("Es hora de una visita", "Le corresponde una visita corta que le protege en los próximos años."),
            ..Words::NONE
        },
    },
];
