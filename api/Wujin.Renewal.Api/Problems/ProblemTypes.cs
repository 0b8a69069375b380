namespace Wujin.Renewal.Api.Problems;

/// <summary>Every type of problem the service answers with.</summary>
public static class ProblemTypes
{
    /// <summary>400: query parameters are unknown, repeated or have wrong values.</summary>
    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, "Invalid parameter", "参数有误",
        "One or more query parameters are unknown, given twice, or have a value that cannot be used. Each is listed under errors.",
        "一个或多个查询参数未知、重复或取值无效，逐项列于 errors。");

    /// <summary>400: the request is not one this server can read.</summary>
    public static readonly ProblemType BadRequest = new("bad-request", 400, "Bad request", "请求无法读取",
        "The request cannot be read: its syntax, its length or a header is wrong.",
        "请求的语法、长度或头部有误，无法读取。");

    /// <summary>400: the body is not the JSON, or not the GeoJSON, it should be.</summary>
    public static readonly ProblemType InvalidBody = new("invalid-body", 400, "Invalid body", "请求正文有误",
        "The body is not well-formed JSON or not a GeoJSON feature. Each fault is listed under errors with its JSON pointer.",
        "正文不是合格的 JSON 或 GeoJSON 要素，逐项列于 errors（JSON 指针）。");

    /// <summary>401: writing needs a token.</summary>
    public static readonly ProblemType Unauthorized = new("unauthorized", 401, "Not authorized", "未授权",
        "Writing needs the header Authorization: Bearer with the token the service was started with.",
        "写入需要携带服务启动时设定的令牌（Authorization: Bearer）。");

    /// <summary>403: this client may not write here.</summary>
    public static readonly ProblemType Forbidden = new("forbidden", 403, "Forbidden", "禁止访问",
        "The service is read-only for this client.",
        "本服务对该客户端只读。");

    /// <summary>404: there is nothing at the address.</summary>
    public static readonly ProblemType NotFound = new("not-found", 404, "Not found", "未找到",
        "There is nothing at this address: no such resource, collection, feature or version.",
        "该地址没有对应的资源、图层、要素或版本。");

    /// <summary>405: the resource does not know the method.</summary>
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "Method not allowed", "方法不允许",
        "The resource exists and does not support this method. The header Allow lists those it does.",
        "该资源不支持此方法，可用方法见 Allow 头。");

    /// <summary>406: no representation that the client accepts.</summary>
    public static readonly ProblemType NotAcceptable = new("not-acceptable", 406, "Not acceptable", "无可接受的格式",
        "The header Accept rules out every representation of this resource. Leave it out, or choose by f=json or f=html.",
        "Accept 头排除了该资源的全部格式，可去掉该头或使用 f=json、f=html。");

    /// <summary>409: the write contradicts what the register holds.</summary>
    public static readonly ProblemType Conflict = new("conflict", 409, "Conflict", "冲突",
        "The write contradicts what the register holds: the code is taken, or the row is in use.",
        "写入与现有登记冲突：编号已被使用，或记录正被引用。");

    /// <summary>409: the stage cannot follow the present one.</summary>
    public static readonly ProblemType ImpossibleTransition = new("impossible-transition", 409, "Impossible change of stage", "阶段变更不允许",
        "A site cannot move from its stage to the one given. The possible ones are listed.",
        "项目不能由当前阶段变更为所给阶段，可变更的阶段已列出。");

    /// <summary>412: the feature has been changed since it was read.</summary>
    public static readonly ProblemType Stale = new("stale-version", 412, "Changed since it was read", "版本已过期",
        "The feature has been changed since the version named by If-Match. Both versions are given per field; read it again and repeat the change.",
        "该要素在读取之后已被修改，双方的取值逐字段列出；请重新读取后再修改。");

    /// <summary>413: the body is too large.</summary>
    public static readonly ProblemType TooLarge = new("too-large", 413, "Body too large", "正文过大",
        "The body is larger than the service takes in one request. Use ./run import for large files.",
        "正文超过单次请求上限；大文件请使用 ./run import。");

    /// <summary>415: a content type or coding the resource does not read.</summary>
    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, "Unsupported content type", "内容类型不支持",
        "The resource does not read bodies of this Content-Type, Content-Encoding or Content-Crs.",
        "该资源不接受此 Content-Type、Content-Encoding 或 Content-Crs。");

    /// <summary>422: the feature is readable and breaks rules of the register.</summary>
    public static readonly ProblemType InvalidFeature = new("invalid-feature", 422, "Invalid feature", "要素不合规则",
        "The feature can be read and breaks rules of the register. Each fault is listed under errors with its JSON pointer.",
        "要素可以读取但不符合登记规则，逐项列于 errors（JSON 指针）。");

    /// <summary>422: some operations of a batch cannot be done, so none was.</summary>
    public static readonly ProblemType BatchRefused = new("batch-refused", 422, "Batch refused", "批量写入被拒",
        "At least one operation of the batch cannot be done, so none was. The outcome of each is listed under results, all faults under errors.",
        "批量中至少一项无法执行，因此全部未写入；各项结果列于 results，全部错误列于 errors。");

    /// <summary>428: the write needs If-Match.</summary>
    public static readonly ProblemType PreconditionRequired = new("precondition-required", 428, "If-Match required", "需要 If-Match",
        "A change needs the header If-Match with the ETag that was read, or If-Match: * to overwrite on purpose.",
        "修改需要携带读取时的 ETag（If-Match）；If-Match: * 表示有意覆盖。");

    /// <summary>500: a fault of the service.</summary>
    public static readonly ProblemType Internal = new("internal-error", 500, "Internal error", "内部错误",
        "The service failed. The trace id under traceId leads the administrator to the reason in the log.",
        "服务出错。管理员可凭 traceId 在日志中查明原因。");

    /// <summary>503: the database cannot be reached.</summary>
    public static readonly ProblemType DatabaseUnavailable = new("database-unavailable", 503, "Database unavailable", "数据库不可用",
        "The database cannot be reached or is too busy at present. Try again after the seconds in Retry-After.",
        "数据库暂时无法连接或过于繁忙，请在 Retry-After 所示秒数后重试。");

    /// <summary>All of them, by status.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        InvalidParameter, BadRequest, InvalidBody, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, Conflict, ImpossibleTransition,
        Stale, TooLarge, UnsupportedMediaType, InvalidFeature, BatchRefused, PreconditionRequired, Internal, DatabaseUnavailable,
        .. Processes.ProcessProblems.All,
        .. Reports.ReportProblems.All,
    ];

    /// <summary>The type that answers a bare status code, or null where no type has it.</summary>
    public static ProblemType? ForStatus(int status) => status == 400 ? BadRequest : All.FirstOrDefault(t => t.Status == status);
}
