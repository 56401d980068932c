// A real SMTP server on loopback that keeps what it receives.
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { until } from "./waypost";

export class Mailbox {
  readonly messages: ParsedMail[] = [];
  port = 0;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          this.messages.push(mail);
          done();
        },
        (error) => done(error),
      );
    },
  });

  listen(): Promise<void> {
    return new Promise((resolve) => {
      const server = this.server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        this.port = typeof address === "object" && address ? address.port : 0;
        resolve();
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /// All messages whose subject contains `subject`.
  about(subject: string): ParsedMail[] {
    return this.messages.filter((mail) => mail.subject?.includes(subject));
  }

  /// Waits until `count` messages about `subject` have come.
  async wait(subject: string, count = 1): Promise<ParsedMail[]> {
    await until(async () => this.about(subject).length >= count);
    return this.about(subject);
  }
}

/// The addresses a message went to.
export function recipients(mail: ParsedMail): string[] {
  const to = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
  return to.flatMap((list) => list.value.map((entry) => entry.address ?? ""));
}

/// The first link in the message whose address contains `part`.
export function link(mail: ParsedMail, part: string): string {
  const links = [...(mail.html || "").matchAll(/href="([^"]+)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));
  const found = links.find((address) => address.includes(part));
  if (!found) throw new Error(`no link with ${part} in “${mail.subject}”: ${links.join(" ")}`);
  return found;
}
