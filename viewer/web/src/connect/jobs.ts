/** Long work as a job of the service: queued, watched, and taken back when nobody waits for it any more. */

import { ApiProblem, address, get, request } from "../api";

export interface Progress {
  readonly status: "accepted" | "running" | "successful" | "failed" | "dismissed";
  readonly percent: number;
  readonly message: string;
}

interface JobDocument {
  readonly jobID: string;
  readonly status: Progress["status"];
  readonly progress?: number;
  readonly message?: string;
}

/**
 * Runs a process as a job and waits for its results.
 * @throws ApiProblem where the service refuses or the job fails; AbortError where the signal ends it, which dismisses the job.
 */
export async function runJob<T>(process: string, inputs: Readonly<Record<string, unknown>>, tell: (progress: Progress) => void, signal: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/json", Accept: "application/json", Prefer: "respond-async" };
  let job = (await (await request(address(`processes/${process}/execution`), { method: "POST", headers, body: JSON.stringify({ inputs }), signal })).json()) as JobDocument;
  try {
    for (let wait = 150; job.status === "accepted" || job.status === "running"; wait = Math.min(wait * 1.5, 1500)) {
      tell({ status: job.status, percent: job.progress ?? 0, message: job.message ?? "" });
      await pause(wait, signal);
      job = await get<JobDocument>(`jobs/${job.jobID}`, {}, signal);
    }
    if (job.status !== "successful") {
      throw new ApiProblem(500, job.status, job.message ?? job.status);
    }
    return await get<T>(`jobs/${job.jobID}/results`, {}, signal);
  } catch (error) {
    if (signal.aborted) {
      void fetch(address(`jobs/${job.jobID}`), { method: "DELETE" }).catch(() => undefined);
    }
    throw error;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("", "AbortError"));
    }, { once: true });
  });
}
