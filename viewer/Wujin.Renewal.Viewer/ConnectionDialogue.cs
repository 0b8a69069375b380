using Avalonia;
using Avalonia.Controls;
using Avalonia.Styling;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Settings;
using Wujin.Renewal.Viewer.Mapping;
using Wujin.Renewal.Viewer.Panes;

namespace Wujin.Renewal.Viewer;

/// <summary>Which service, and who writes. Answers with the settings, or with null when it is cancelled.</summary>
internal sealed class ConnectionDialogue : Window
{
    /// <summary>Asks.</summary>
    public ConnectionDialogue(ViewerSettings settings)
    {
        var words = Words.Of(settings.Language);
        (Title, Width, SizeToContent, CanResize, FontFamily) = (words[Word.Connect], 480, SizeToContent.Height, false, new Avalonia.Media.FontFamily(Fonts.Chinese));
        RequestedThemeVariant = settings.IsDark ? ThemeVariant.Dark : ThemeVariant.Light;
        var (service, token, actor, approval, secrecy, basemap) = (settings.Service, settings.WriteToken, settings.Actor, settings.MapApproval, settings.Secrecy, settings.Basemap);
        var address = new AutoCompleteBox { Text = service, ItemsSource = settings.Services, FilterMode = AutoCompleteFilterMode.Contains };
        address.TextChanged += (_, _) => service = address.Text ?? "";
        var fault = Ui.Text("", 12);
        Content = new Border
        {
            Padding = new Thickness(16),
            Child = Ui.Column(
                Ui.Labelled(words[Word.ServiceAddress], address),
                Ui.Labelled(words[Word.WriteToken], Ui.Input(token, t => token = t)),
                Ui.Labelled(words[Word.YourName], Ui.Input(actor, t => actor = t)),
                Ui.Labelled(words[Word.LayerBasemap], Ui.Input(basemap, t => basemap = t, "https://…/{z}/{x}/{y}  |  *.mbtiles")),
                Ui.Labelled("审图号", Ui.Input(approval, t => approval = t)),
                Ui.Labelled("密级", Ui.Input(secrecy, t => secrecy = t)),
                fault,
                Ui.Row(
                    Ui.Button(words[Word.Ok], () =>
                    {
                        if (!Uri.TryCreate(service.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                        {
                            fault.Text = words.Pick("地址应以 http:// 或 https:// 开头。", "The address begins with http:// or https://.");
                            return;
                        }

                        Close(settings with
                        {
                            Service = uri.AbsoluteUri, WriteToken = token.Trim(), Actor = actor.Trim(), MapApproval = approval.Trim(), Secrecy = secrecy.Trim(), Basemap = basemap.Trim(),
                            Services = [uri.AbsoluteUri, .. settings.Services.Where(s => s != uri.AbsoluteUri).Take(9)],
                        });
                    }),
                    Ui.Button(words[Word.Cancel], () => Close(null)))),
        };
    }
}
