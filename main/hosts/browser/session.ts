import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to this server: a browser that once opened the printed address, from a page of this server.
 *
 * The address carries a token that is good once. It is exchanged for a cookie that scripts cannot read and other sites cannot
 * send, and leaves the address bar. Cookies do not know ports, so the cookie's name does.
 */
export class Session {
  readonly #port: number;
  readonly #secret = randomBytes(32).toString('base64url');
  readonly #tokens = new Set<string>();

  constructor(port: number) {
    this.#port = port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A fresh address that lets one browser in. */
  invite(): string {
    const token = randomBytes(24).toString('base64url');
    this.#tokens.add(token);
    return `${this.origin}/enter?token=${token}`;
  }

  /** Uses up a token; answers the cookie for it, or null where the token is unknown or used. */
  enter(token: string): string | null {
    if (!this.#tokens.delete(token)) return null;
    return `${this.#cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a request names this server itself; another name that resolves to 127.0.0.1 (DNS rebinding) does not. */
  isAddressed(request: IncomingMessage): boolean {
    return request.headers.host === `127.0.0.1:${this.#port}`;
  }

  /** Whether a request with an origin comes from a page of this server. Browsers send it with every WebSocket and every PUT. */
  isFromOwnPage(request: IncomingMessage): boolean {
    return request.headers.origin === this.origin;
  }

  isKnown(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.some(
      (cookie) => cookie.startsWith(`${this.#cookieName}=`) && same(cookie.slice(this.#cookieName.length + 1), this.#secret),
    );
  }

  get #cookieName(): string {
    return `terrace-${this.#port}`;
  }
}

function same(given: string, secret: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}
