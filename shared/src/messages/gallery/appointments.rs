//! Around a visit: confirmation, reminder, missed, cancelled.

use super::{GalleryGroup, GalleryItem, Words};
use crate::consent::Purpose;

pub(super) const ITEMS: &[GalleryItem] = &[
    GalleryItem {
        code: "appointment-confirmation",
        group: GalleryGroup::Appointments,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Appointment: confirmation",
            subject: "Your appointment",
            preheader: "Please tell us in time if you can’t come.",
            headline: "Your appointment is booked",
            text: "You have an appointment with us: **{{visit.starts|soon}}**.\n\nPlease bring your insurance card and a list of what you take. If you can’t come, call us at {{organization.phone}}: somebody else can use the time.",
            sms: "your visit is booked: {{visit.starts|soon}}.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Cita: confirmación",
            subject: "Su cita",
            preheader: "Avísenos a tiempo si no puede venir.",
            headline: "Su cita está reservada",
            text: "Tiene una cita con nosotros: **{{visit.starts|pronto}}**.\n\nTraiga su tarjeta del seguro y una lista de lo que toma. Si no puede venir, llámenos al {{organization.phone}}: otra persona agradecerá la hora.",
            sms: "su cita: {{visit.starts|pronto}}.",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "appointment-reminder",
        group: GalleryGroup::Appointments,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Appointment: reminder",
            subject: "Reminder of your appointment",
            preheader: "See you soon.",
            headline: "See you soon",
            text: "This is a reminder of your appointment: **{{visit.starts|soon}}**.\n\nIf you can’t come, please call us at {{organization.phone}}.",
            sms: "reminder of your visit {{visit.starts|soon}}.",
            call: "This is a reminder of your visit with us.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Cita: recordatorio",
            subject: "Recordatorio de su cita",
            preheader: "Nos vemos pronto.",
            headline: "Nos vemos pronto",
            text: "Le recordamos su cita: **{{visit.starts|pronto}}**.\n\nSi no puede venir, llámenos al {{organization.phone}}.",
            sms: "recordatorio de su cita: {{visit.starts|pronto}}.",
            call: "Le recordamos su visita con nosotros.",
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "no-show",
        group: GalleryGroup::Appointments,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Appointment: missed",
            subject: "We missed you today",
            preheader: "Let us find another time.",
            headline: "Let us find another time",
            text: "You had an appointment with us and could not come; that happens. Call us at {{organization.phone}}, and we find a time that suits you better.",
            sms: "we missed you. Call us for another time.",
            call: "We missed you at your visit and would like to find another time.",
            card: (
                "Let us find another time",
                "You could not come to your visit; that happens. We find a time that suits you better.",
            ),
            ..Words::NONE
        },
        spanish: Words {
            name: "Cita: no asistió",
            subject: "Le echamos de menos hoy",
            preheader: "Busquemos otra hora.",
            headline: "Busquemos otra hora",
            text: "Tenía una cita con nosotros y no pudo venir; eso pasa. Llámenos al {{organization.phone}} y buscamos una hora mejor para usted.",
            sms: "le echamos de menos. Llámenos para otra hora.",
            call: "Le echamos de menos en su visita y queremos encontrar otra hora.",
            card: ("Busquemos otra hora", "No pudo venir a su visita; eso pasa. Buscamos una hora mejor para usted."),
            ..Words::NONE
        },
    },
    GalleryItem {
        code: "cancelled",
        group: GalleryGroup::Appointments,
        purpose: Purpose::Treatment,
        picture: "checkup.png",
        english: Words {
            name: "Appointment: cancelled",
            subject: "Your appointment is cancelled",
            preheader: "We are sorry, and find another time.",
            headline: "Your appointment is cancelled",
            text: "We are sorry: your appointment can’t take place. Please call us at {{organization.phone}}, and we find another time soon.",
            sms: "we are sorry, your visit can’t take place. Please call us.",
            call: "We are sorry: your visit with us can not take place, and we would like to find another time.",
            ..Words::NONE
        },
        spanish: Words {
            name: "Cita: cancelada",
            subject: "Su cita fue cancelada",
            preheader: "Lo sentimos y buscamos otra hora.",
            headline: "Su cita fue cancelada",
            text: "Lo sentimos: su cita no puede realizarse. Llámenos al {{organization.phone}} y buscaremos pronto otra hora.",
            sms: "lo sentimos, su cita no puede ser. Llámenos.",
            call: "Lo sentimos: su visita no puede realizarse y queremos encontrar otra hora.",
            ..Words::NONE
        },
    },
];
