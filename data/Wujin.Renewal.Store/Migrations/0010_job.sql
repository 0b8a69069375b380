-- Jobs: work that outlives the request that asked for it. The queue is this table; service processes share nothing else.
--
-- A job is claimed with FOR UPDATE SKIP LOCKED and held by a lease that its worker renews. A lease that ran out means that the worker was
-- killed: the next to look takes the job again, from the start, or reports it failed when that has happened too often. All instants of a
-- lease are of the database's clock, so the clocks of the machines need not agree. A worker writes to a job only as its holder (worker and
-- attempt both its own), so that one which stalled and comes back cannot overwrite its successor.

CREATE TABLE renewal.job (
    job_key             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id              uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    process_id          text NOT NULL,
    status              text NOT NULL DEFAULT 'accepted'
        CHECK (status IN ('accepted', 'running', 'successful', 'failed', 'dismissed')),
    inputs              json NOT NULL,
    response            text NOT NULL DEFAULT 'raw' CHECK (response IN ('raw', 'document')),
    actor               text,
    progress            smallint NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    message             text,
    attempts            integer NOT NULL DEFAULT 0,
    worker              uuid,
    lease_until         timestamptz,
    cancel_requested_at timestamptz,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at          timestamptz,
    finished_at         timestamptz,
    updated_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    result              bytea,
    result_type         text,
    problem             json,
    software_version    text,
    CONSTRAINT job_finished_when_over CHECK ((status IN ('successful', 'failed', 'dismissed')) = (finished_at IS NOT NULL)),
    CONSTRAINT job_result_of_success CHECK ((status = 'successful') = (result IS NOT NULL)),
    CONSTRAINT job_problem_of_failure CHECK ((status = 'failed') = (problem IS NOT NULL)),
    CONSTRAINT job_lease_while_running CHECK (status <> 'running' OR (worker IS NOT NULL AND lease_until IS NOT NULL))
);
COMMENT ON TABLE renewal.job IS
    'Jobs of OGC API - Processes. worker stays set on a dismissed job until its worker has really stopped. Finished jobs stay until they are dismissed.';
COMMENT ON COLUMN renewal.job.result IS 'The output as it is sent, of type result_type.';

-- What may be claimed, oldest first.
CREATE INDEX job_open ON renewal.job (job_key) WHERE status IN ('accepted', 'running');
CREATE INDEX job_process ON renewal.job (process_id, job_key);

-- Tells every service process that there is something to do or to stop: the payload is the job.
CREATE FUNCTION renewal.job_notify() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('wujin_job', NEW.job_id::text || ' ' || NEW.status);
    RETURN NULL;
END $$;

CREATE TRIGGER notify_new AFTER INSERT ON renewal.job
    FOR EACH ROW EXECUTE FUNCTION renewal.job_notify();
CREATE TRIGGER notify_status AFTER UPDATE OF status ON renewal.job
    FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status AND NEW.status <> 'running')
    EXECUTE FUNCTION renewal.job_notify();
