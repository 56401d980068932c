//! Around an event: invitation, confirmation, reminder, thanks, and to those who missed it.

use super::{GalleryGroup, GalleryItem, Words};
use crate::consent::Purpose;

pub(super) const ITEMS: &[GalleryItem] = &[
    GalleryItem {
        code: "event-invitation",
        group: GalleryGroup::Events,
        purpose: Purpose::Event,
        picture: "health-class.png",
        english: Words {
            name: "Event: invitation",
            subject: "You are invited",
            preheader: "It is free. Bring a friend.",
            headline: "Come and join us",
            text: "{{organization.name}} invites you to our free health events: short talks, time for questions, and people who know.\n\n- nothing to prepare\n- free of charge\n- bring whom you like",
            button: ("See what is on", "{{links.events}}"),
            sms: "you are invited to our free health events. See what is on: {{links.events}}",
            card: ("You are invited", "Short talks, time for questions, free of charge. Bring whom you like."),
            ..Words::NONE
        },
        spanish: Words {
            name: "Evento: invitación",
            subject: "Está invitado",
            preheader: "Es gratis. Venga acompañado.",
            headline: "Venga y participe",
            text: "{{organization.name}} le invita a sus eventos de salud: charlas cortas, tiempo para preguntas y gente que sabe.\n\n- sin preparación\n- sin costo\n- venga con quien quiera",
            button: ("Ver los eventos", "{{links.events}}"),
            sms: "le invitamos a nuestros eventos gratuitos de salud: {{links.events}}",
            card: ("Está invitado", "Charlas cortas, tiempo para preguntas, sin costo. Venga con quien quiera."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "event-confirmation",
        group: GalleryGroup::Events,
        purpose: Purpose::Event,
        picture: "health-class.png",
        english: Words {
            name: "Event: confirmation",
            subject: "Your place is kept",
            preheader: "We look forward to you.",
            headline: "Your place is kept",
            text: "Thank you for registering. Time, place and what to bring stand on the event’s page; you can change or give back your place there.",
            button: ("Open the event’s page", "{{links.events}}"),
            sms: "your place is kept. Details: {{links.events}}",
            ..Words::NONE
        },
        spanish: Words {
            name: "Evento: confirmación",
            subject: "Su lugar está reservado",
            preheader: "Le esperamos.",
            headline: "Su lugar está reservado",
            text: "Gracias por registrarse. La hora, el lugar y lo que debe traer están en la página del evento; allí puede cambiar o devolver su lugar.",
            button: ("Abrir la página del evento", "{{links.events}}"),
            sms: "su lugar está reservado. Detalles: {{links.events}}",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "event-reminder",
        group: GalleryGroup::Events,
        purpose: Purpose::Event,
        picture: "health-class.png",
        english: Words {
            name: "Event: reminder",
            subject: "See you soon",
            preheader: "All you need to know for the day.",
            headline: "See you soon",
            text: "The event you registered for is near. Please come a few minutes early; if you can’t come, cancel your registration so that somebody else can have your place.",
            button: ("Time and place", "{{links.events}}"),
            sms: "your event is near. Time and place: {{links.events}}",
            ..Words::NONE
        },
        spanish: Words {
            name: "Evento: recordatorio",
            subject: "Nos vemos pronto",
            preheader: "Todo lo que necesita saber.",
            headline: "Nos vemos pronto",
            text: "Se acerca el evento al que se registró. Llegue unos minutos antes; si no puede venir, devuelva su lugar para otra persona.",
            button: ("Hora y lugar", "{{links.events}}"),
            sms: "su evento se acerca. Hora y lugar: {{links.events}}",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "event-thanks",
        group: GalleryGroup::Events,
        purpose: Purpose::Event,
        picture: "health-class.png",
        english: Words {
            name: "Event: thank you",
            subject: "Thank you for coming",
            preheader: "What we talked about, and what is next.",
            headline: "Thank you for coming",
            text: "It was good to have you with us. If a question came up since then, ask us; the next events are on our page.",
            button: ("See the next events", "{{links.events}}"),
            ..Words::NONE
        },
        spanish: Words {
            name: "Evento: gracias",
            subject: "Gracias por venir",
            preheader: "De qué hablamos y qué sigue.",
            headline: "Gracias por venir",
            text: "Nos alegró tenerle con nosotros. Si le surgió una pregunta, escríbanos; los próximos eventos están en nuestra página.",
            button: ("Ver los próximos eventos", "{{links.events}}"),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "event-missed",
        group: GalleryGroup::Events,
        purpose: Purpose::Event,
        picture: "health-class.png",
        english: Words {
            name: "Event: we missed you",
            subject: "We missed you",
            preheader: "There is a next time.",
            headline: "We missed you",
            text: "You had registered and could not come; that happens. The next events are on our page, and a place is quickly kept.",
            button: ("See the next events", "{{links.events}}"),
            sms: "we missed you. The next events: {{links.events}}",
            ..Words::NONE
        },
        spanish: Words {
            name: "Evento: le echamos de menos",
            subject: "Le echamos de menos",
            preheader: "Habrá otra oportunidad.",
            headline: "Le echamos de menos",
            text: "Se había registrado y no pudo venir; eso pasa. Los próximos eventos están en nuestra página, y reservar es rápido.",
            button: ("Ver los próximos eventos", "{{links.events}}"),
            sms: "le echamos de menos. Los próximos eventos: {{links.events}}",
            ..Words::NONE
        },
    },
];
