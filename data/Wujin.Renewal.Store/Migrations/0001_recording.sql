-- Recorded time: who changed the register, when, why; in the order of commits.
--
-- A version of a row belongs to a change, and a change is one transaction. The instant of a change is not taken when its transaction
-- starts or writes, but as the last thing before it commits, under a lock that is held until the commit is visible. So instants follow
-- the order of commits: a transaction that began early and commits late is stamped late, and never alters the answer that was given
-- for an earlier instant. A reader of an instant R first calls renewal.settle(R), which waits for the few milliseconds that a writer
-- stamped before R may still need to become visible.
--
-- Assumption: the clock of the server is not set back by hand. (Stamps stay strictly increasing even then, but an "as of now" that was
-- asked before the clock was set back would be followed by changes stamped before it.)

CREATE SCHEMA IF NOT EXISTS renewal;
COMMENT ON SCHEMA renewal IS 'Wujin.Renewal: the register of renewal sites';

CREATE TABLE renewal.change (
    change_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at  timestamptz,
    actor        text NOT NULL,
    reason       text,
    is_overwrite boolean NOT NULL DEFAULT false,
    client       text,
    txid         xid8
);
COMMENT ON TABLE renewal.change IS 'One row per transaction that changed the register. recorded_at is stamped at commit; txid is set only while the transaction runs.';

CREATE UNIQUE INDEX change_in_flight ON renewal.change (txid) WHERE txid IS NOT NULL;
CREATE UNIQUE INDEX change_recorded_at ON renewal.change (recorded_at);

-- The latest stamp, in microseconds since 1970. A sequence, because its value is visible at once, outside any snapshot.
CREATE SEQUENCE renewal.recording_clock AS bigint MINVALUE 0 START 0;

-- The key of the advisory lock that orders stamps: the letters "wujin" as a number.
CREATE FUNCTION renewal.recording_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 512970975598;

-- Today in the register's time zone: effective dates are calendar dates in China.
CREATE FUNCTION renewal.today() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (statement_timestamp() AT TIME ZONE 'Asia/Shanghai')::date;

-- The change of the running transaction, made on first use.
CREATE FUNCTION renewal.current_change() RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    id bigint;
BEGIN
    SELECT change_id INTO id FROM renewal.change WHERE txid = pg_current_xact_id();
    IF id IS NULL THEN
        INSERT INTO renewal.change (actor, reason, is_overwrite, client)
        VALUES (
            coalesce(nullif(current_setting('wujin.actor', true), ''), session_user),
            nullif(current_setting('wujin.reason', true), ''),
            coalesce(current_setting('wujin.overwrite', true), '') = 'on',
            nullif(current_setting('application_name', true), ''))
        RETURNING change_id INTO id;
    END IF;
    RETURN id;
END $$;

-- A change is made by this transaction, now, and is stamped by nobody but stamp_change.
CREATE FUNCTION renewal.guard_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.recorded_at := NULL;
        NEW.txid := pg_current_xact_id();
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.recorded_at IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The history of the register is append-only: % on renewal.change is refused.', TG_OP
        USING ERRCODE = 'WJ005';
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON renewal.change
    FOR EACH ROW EXECUTE FUNCTION renewal.guard_change();

CREATE FUNCTION renewal.stamp_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE
    microseconds bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(renewal.recording_lock());
    SELECT greatest(floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, last_value + 1)
        INTO microseconds
        FROM renewal.recording_clock;
    PERFORM setval('renewal.recording_clock', microseconds);
    UPDATE renewal.change
        SET recorded_at = timestamptz 'epoch' + microseconds * interval '1 microsecond', txid = NULL
        WHERE change_id = NEW.change_id AND recorded_at IS NULL;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER stamp AFTER INSERT ON renewal.change
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION renewal.stamp_change();

-- Call before reading the register as of an instant, in an earlier statement of its own (a later statement takes the newer snapshot).
CREATE FUNCTION renewal.settle(as_of timestamptz) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    IF as_of > clock_timestamp() THEN
        RAISE EXCEPTION 'The register cannot be read as of %, which has not come yet.', as_of
            USING ERRCODE = 'WJ001';
    END IF;
    PERFORM pg_advisory_xact_lock_shared(renewal.recording_lock());
END $$;

-- An instant of now that will always give the answer it gives now.
CREATE FUNCTION renewal.settled_now() RETURNS timestamptz
    LANGUAGE plpgsql AS $$
DECLARE
    instant timestamptz := clock_timestamp();
BEGIN
    PERFORM renewal.settle(instant);
    RETURN instant;
END $$;

-- History tables take rows from triggers only, and never lose one.
CREATE FUNCTION renewal.guard_history() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() > 1 AND (TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'stage_event')) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The history of the register is append-only: % on renewal.% is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'WJ005';
END $$;

CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON renewal.change
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.guard_history();

-- Copies every new version of a row into <table>_version, whose columns are (operation, recorded_version, recorded_change, row.*).
-- A delete leaves a tombstone: the last row once more, with the next version number.
CREATE FUNCTION renewal.record_versions() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- A statement that deletes nothing is no change.
        IF NOT EXISTS (SELECT FROM old_rows) THEN
            RETURN NULL;
        END IF;
        EXECUTE format(
            'INSERT INTO renewal.%I SELECT ''D'', o.version + 1, $1, o.* FROM old_rows o', TG_TABLE_NAME || '_version')
            USING renewal.current_change();
    ELSE
        EXECUTE format(
            'INSERT INTO renewal.%I SELECT %L, n.version, n.change_id, n.* FROM new_rows n', TG_TABLE_NAME || '_version', left(TG_OP, 1));
    END IF;
    RETURN NULL;
END $$;

-- Gives a table its history. The table has columns code, version and change_id; called once per table, by migrations.
CREATE FUNCTION renewal.keep_history(tab text, key text) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql$
        CREATE TABLE renewal.%1$I (
            operation        "char" NOT NULL,
            recorded_version bigint NOT NULL,
            recorded_change  bigint NOT NULL REFERENCES renewal.change,
            LIKE renewal.%2$I,
            PRIMARY KEY (%3$I, recorded_version)
        );
        CREATE INDEX ON renewal.%1$I (code, recorded_version);
        CREATE INDEX ON renewal.%1$I (recorded_change);
        CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON renewal.%1$I
            FOR EACH STATEMENT EXECUTE FUNCTION renewal.guard_history();
        CREATE TRIGGER record_insert AFTER INSERT ON renewal.%2$I
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION renewal.record_versions();
        CREATE TRIGGER record_update AFTER UPDATE ON renewal.%2$I
            REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION renewal.record_versions();
        CREATE TRIGGER record_delete AFTER DELETE ON renewal.%2$I
            REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION renewal.record_versions();
        CREATE TRIGGER guard_truncate BEFORE TRUNCATE ON renewal.%2$I
            FOR EACH STATEMENT EXECUTE FUNCTION renewal.guard_history();
        COMMENT ON TABLE renewal.%1$I IS 'Every version of every row of %2$s: operation I, U or D, its number and its change.';
    $sql$, tab || '_version', tab, key);
END $$;
