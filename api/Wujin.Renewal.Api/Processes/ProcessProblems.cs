using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Processes;

/// <summary>The types of problems that processes and jobs have, three of them with the names that OGC 18-062r2 prescribes.</summary>
public static class ProcessProblems
{
    private const string Standard = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    /// <summary>400: inputs do not satisfy the description of the process.</summary>
    public static readonly ProblemType InvalidInputs = new("invalid-inputs", 400, "Invalid inputs", "输入有误",
        "The inputs of the process, or what else is asked for, do not satisfy its description. Each fault is listed under errors with its JSON pointer.",
        "输入不符合该过程的说明，逐项列于 errors（JSON 指针）。");

    /// <summary>422: the inputs are well-formed and lead nowhere.</summary>
    public static readonly ProblemType NotComputable = new("not-computable", 422, "Cannot be computed", "无法计算",
        "The inputs satisfy the description of the process and nothing can be computed from them: a place is too far from any road, a road joins nothing.",
        "输入合乎说明，但无法据以计算：例如地点离道路过远、方案道路未与路网相接。");

    /// <summary>404 of the standard.</summary>
    public static readonly ProblemType NoSuchProcess = new("no-such-process", 404, "No such process", "没有该过程",
        "There is no process of this name; GET /processes lists those there are.", "没有该名称的过程，可用的见 /processes。") { Uri = Standard + "no-such-process" };

    /// <summary>404 of the standard.</summary>
    public static readonly ProblemType NoSuchJob = new("no-such-job", 404, "No such job", "没有该任务",
        "There is no job of this name; GET /jobs lists those there are.", "没有该任务，现有任务见 /jobs。") { Uri = Standard + "no-such-job" };

    /// <summary>404 of the standard.</summary>
    public static readonly ProblemType ResultNotReady = new("result-not-ready", 404, "Result not ready", "结果尚未就绪",
        "The job has not ended yet. Its status tells when it has.", "任务尚未结束，请查看其状态。") { Uri = Standard + "result-not-ready" };

    /// <summary>410: the job was dismissed.</summary>
    public static readonly ProblemType Dismissed = new("job-dismissed", 410, "Job dismissed", "任务已取消",
        "The job was dismissed, so it has no result.", "任务已被取消，没有结果。");

    /// <summary>409: no road network yet.</summary>
    public static readonly ProblemType NoRoads = new("no-road-network", 409, "No road network yet", "尚无路网",
        "The service has no road network, so no travel time can be computed. ./run roads import FILE.osm.pbf brings one.",
        "服务尚无路网，无法计算通行时间；请运行 ./run roads import FILE.osm.pbf 导入。");

    /// <summary>503: too much is waiting.</summary>
    public static readonly ProblemType Busy = new("busy", 503, "Too busy", "服务繁忙",
        "So much is being computed that this cannot be begun soon. Try again after the seconds in Retry-After, or ask with Prefer: respond-async.",
        "计算任务过多，暂时无法开始；请按 Retry-After 稍后重试，或以 Prefer: respond-async 提交。");

    /// <summary>500 of a job whose workers were killed.</summary>
    public static readonly ProblemType Abandoned = new("job-abandoned", 500, "Job abandoned", "任务中断",
        "The service stopped several times while it worked on the job, which is not tried again.", "服务在执行该任务时多次中断，不再重试。");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
        [InvalidInputs, NotComputable, NoSuchProcess, NoSuchJob, ResultNotReady, Dismissed, NoRoads, Busy, Abandoned];
}
