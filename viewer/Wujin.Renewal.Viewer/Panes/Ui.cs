using System.ComponentModel;
using Avalonia;
using Avalonia.Controls;
using Avalonia.Controls.Primitives;
using Avalonia.Layout;
using Avalonia.Media;
using Wujin.Renewal.Viewer.Core.Cartography;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>Small pieces of screen, made in code.</summary>
internal static class Ui
{
    /// <summary>A column of controls.</summary>
    public static StackPanel Column(params Control?[] children) => Stack(Orientation.Vertical, 6, children);

    /// <summary>A row of controls.</summary>
    public static StackPanel Row(params Control?[] children) => Stack(Orientation.Horizontal, 6, children);

    /// <summary>A line of text.</summary>
    public static TextBlock Text(string text, double size = 13, bool isBold = false, double opacity = 1) => new()
    {
        Text = text, FontSize = size, FontWeight = isBold ? FontWeight.SemiBold : FontWeight.Normal, Opacity = opacity, TextWrapping = TextWrapping.Wrap, VerticalAlignment = VerticalAlignment.Center,
    };

    /// <summary>A heading.</summary>
    public static TextBlock Heading(string text) => new() { Text = text, FontSize = 14, FontWeight = FontWeight.SemiBold, Margin = new Thickness(0, 8, 0, 2) };

    /// <summary>A button.</summary>
    public static Button Button(string text, Action click, string? name = null, bool isEnabled = true)
    {
        var button = new Button { Content = text, Name = name, IsEnabled = isEnabled, Padding = new Thickness(10, 4) };
        button.Click += (_, _) => click();
        return button;
    }

    /// <summary>A button whose work takes time: it cannot be pressed again until it is done.</summary>
    public static Button AsyncButton(string text, Func<Task> click, string? name = null)
    {
        var button = new Button { Content = text, Name = name, Padding = new Thickness(10, 4) };
        button.Click += async (_, _) =>
        {
            button.IsEnabled = false;
            try
            {
                await click();
            }
            finally
            {
                button.IsEnabled = true;
            }
        };
        return button;
    }

    /// <summary>A button that stays pressed.</summary>
    public static ToggleButton Toggle(string text, bool isOn, Action<bool> change)
    {
        var toggle = new ToggleButton { Content = text, IsChecked = isOn, Padding = new Thickness(9, 3), Margin = new Thickness(0, 0, 4, 4) };
        toggle.IsCheckedChanged += (_, _) => change(toggle.IsChecked == true);
        return toggle;
    }

    /// <summary>A choice of several.</summary>
    public static ComboBox Choice<T>(IEnumerable<(T Value, string Title)> options, T value, Action<T> change, string? name = null)
    {
        var all = options.ToList();
        var box = new ComboBox
        {
            Name = name, ItemsSource = all.Select(o => o.Title).ToList(), SelectedIndex = all.FindIndex(o => EqualityComparer<T>.Default.Equals(o.Value, value)), MinWidth = 90,
            HorizontalAlignment = HorizontalAlignment.Stretch,
        };
        box.SelectionChanged += (_, _) =>
        {
            if (box.SelectedIndex >= 0)
            {
                change(all[box.SelectedIndex].Value);
            }
        };
        return box;
    }

    /// <summary>A text to type.</summary>
    public static TextBox Input(string text, Action<string> change, string? watermark = null, string? name = null)
    {
        var box = new TextBox { Text = text, Watermark = watermark, Name = name };

        // The property tells at once; the event TextChanged comes later, after a click that follows in the same moment.
        box.PropertyChanged += (_, e) =>
        {
            if (e.Property == TextBox.TextProperty)
            {
                change(box.Text ?? "");
            }
        };
        return box;
    }

    /// <summary>A title before a control.</summary>
    public static Control Labelled(string title, Control control)
    {
        var grid = new Grid { ColumnDefinitions = new ColumnDefinitions("110,*") };
        var text = Text(title, 12, opacity: 0.8);
        text.Margin = new Thickness(0, 0, 8, 0);
        grid.Children.Add(text);
        Grid.SetColumn(control, 1);
        grid.Children.Add(control);
        return grid;
    }

    /// <summary>A square of colour.</summary>
    public static Border Swatch(Colour colour) => new()
    {
        Width = 16, Height = 12, Background = Brush(colour), BorderBrush = Brushes.Gray, BorderThickness = new Thickness(0.5), VerticalAlignment = VerticalAlignment.Center,
    };

    /// <summary>A colour as a brush.</summary>
    public static ISolidColorBrush Brush(Colour colour) => new SolidColorBrush(new Color(colour.A, colour.R, colour.G, colour.B));

    /// <summary>Contents that scroll.</summary>
    public static ScrollViewer Scroll(Control content) => new() { Content = content, Padding = new Thickness(10, 4, 14, 10), HorizontalScrollBarVisibility = ScrollBarVisibility.Disabled };

    /// <summary>Calls now, and again after every change of a model.</summary>
    public static void Follow(INotifyPropertyChanged model, Action draw, params string[] properties)
    {
        model.PropertyChanged += (_, e) =>
        {
            if (properties.Length == 0 || properties.Contains(e.PropertyName))
            {
                draw();
            }
        };
        draw();
    }

    private static StackPanel Stack(Orientation orientation, double spacing, Control?[] children)
    {
        var panel = new StackPanel { Orientation = orientation, Spacing = spacing };
        panel.Children.AddRange(children.OfType<Control>());
        return panel;
    }
}
