using System.IO.Compression;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>Refuses workbooks that unpack to more than memory should hold, whatever their directory claims.</summary>
internal static class WorkbookGuard
{
    private const long LargestWorkbookBytes = 1024L * 1024 * 1024;

    /// <summary>Unpacks an .xlsx once, counting; an .xls is not packed.</summary>
    /// <returns>Whether a worksheet may hold cells with errors (#N/A, #REF!, …), which the reading library passes off as empty.</returns>
    /// <exception cref="SourceFileException">It is damaged, or unpacks to more than a gigabyte.</exception>
    public static bool Check(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[2];
        if (file.ReadAtLeast(head, 2, throwOnEndOfStream: false) < 2 || !head.SequenceEqual("PK"u8))
        {
            return false;
        }

        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var block = new byte[128 * 1024];
            long total = 0;
            var mayHoldErrors = false;
            foreach (var entry in zip.Entries)
            {
                using var packed = entry.Open();
                for (int read; (read = packed.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
                {
                    mayHoldErrors |= block.AsSpan(0, read).IndexOf("t=\"e\""u8) >= 0;
                    if ((total += read) > LargestWorkbookBytes)
                    {
                        throw new SourceFileException("The workbook unpacks to more than 1 GB, which no ledger does; it is not read. Save the table as CSV.");
                    }
                }
            }

            return mayHoldErrors;
        }
        catch (InvalidDataException e)
        {
            throw new SourceFileException($"The workbook is damaged, perhaps cut off while it was copied: {e.Message}", e);
        }
    }
}
