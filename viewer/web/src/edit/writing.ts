/** Writes to the register: who, why, for which version. */

import { address, request, type Site, type StageHistory } from "../api";
import type { Kind } from "../codes";

const actorKey = "wujin.actor";
const tokenKey = "wujin.token";

/** Who writes, kept by the browser; and the token, where the service asks for one, kept until the window is closed. */
export const writer = {
  get actor(): string {
    return localStorage.getItem(actorKey) ?? "";
  },
  set actor(name: string) {
    localStorage.setItem(actorKey, name);
  },
  get token(): string {
    return sessionStorage.getItem(tokenKey) ?? "";
  },
  set token(token: string) {
    sessionStorage.setItem(tokenKey, token);
  },
};

/** Sends a document that changes something. */
export async function send<T>(method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body: unknown, options: { version?: number | null; reason?: string; type?: string } = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/geo+json, application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = options.type ?? "application/json";
  }
  if (options.version !== undefined && options.version !== null) {
    headers["If-Match"] = `"${options.version}-map"`;
  }
  if (writer.actor) {
    headers["Wujin-Actor"] = encodeURIComponent(writer.actor);
  }
  if (options.reason) {
    headers["Wujin-Reason"] = encodeURIComponent(options.reason);
  }
  if (writer.token) {
    headers["Authorization"] = `Bearer ${writer.token}`;
  }
  const response = await request(address(path), body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) });
  return (response.status === 204 ? undefined : await response.json().catch(() => undefined)) as T;
}

const item = (kind: Kind, code: string): string => `collections/${kind}/items/${encodeURIComponent(code)}`;

export interface Change {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry?: unknown;
}

/** Sends only what changed, for the version that was read. */
export const patchSite = (kind: Kind, code: string, version: number, change: Change, reason: string): Promise<Site | undefined> =>
  send("PATCH", item(kind, code), change, { version, reason, type: "application/merge-patch+json" });

export const createSite = (kind: Kind, change: Change, reason: string): Promise<Site | undefined> =>
  send("POST", `collections/${kind}/items`, { type: "Feature", geometry: change.geometry ?? null, properties: change.properties }, { reason, type: "application/geo+json" });

/** A site that was split: what remains of it and the new one are recorded together or not at all. */
export const splitSite = (kind: Kind, code: string, version: number, change: Change, piece: Change, reason: string): Promise<unknown> =>
  send("POST", `collections/${kind}/batch`, {
    operations: [
      { op: "patch", id: code, version, patch: change },
      { op: "create", feature: { type: "Feature", geometry: piece.geometry ?? null, properties: piece.properties } },
    ],
  }, { reason });

export const moveStage = (kind: Kind, code: string, version: number, stage: string, effectiveDate: string, reason: string): Promise<StageHistory | undefined> =>
  send("POST", `${item(kind, code)}/stage`, { stage, effective_date: effectiveDate || null, reason: reason || null }, { version });
