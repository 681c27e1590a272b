"""Why a recording cannot be used."""

TEXT = {
    "sound.empty": ("文件是空的，请重新录一次。", "The file is empty. Please record again."),
    "sound.not_audio": (
        "这个文件不是录音，或者已经损坏。",
        "This file is not a recording, or it is damaged.",
    ),
    "sound.no_audio_track": ("这个文件里没有声音。", "There is no sound in this file."),
    "sound.too_short": (
        "录音太短，请按住多说几句。",
        "The recording is too short. Please say a little more.",
    ),
    "sound.too_long": (
        "录音最长 {minutes} 分钟，请分成几段。",
        "A recording may last {minutes} minutes at most. Please split it.",
    ),
    "sound.incomplete": (
        "录音没有传完整，只转写了收到的部分。",
        "The recording arrived incomplete; only the part received was transcribed.",
    ),
    "sound.too_large": (
        "录音文件太大，最多 {most} MB。",
        "The recording is too large: {most} MB at most.",
    ),
    "sound.unreadable": ("打不开这个文件。", "The file cannot be opened."),
    "sound.no_speech": ("没有听到说话，录音已保留。", "No speech heard. The recording is kept."),
}
