# SPDX-License-Identifier: BSD-2-Clause
#
# Runs the programs that testsuite/windows/pack gathered, on Windows itself:
# each in a folder of its own, with a time limit, its output in files.  Ends
# with "N passed, N failed, N skipped" and fails when one failed.

$ErrorActionPreference = 'Stop'
$top = $PSScriptRoot
$passed = 0; $failed = 0; $skipped = 0
$env:LC_ALL = 'C.UTF-8'
$env:TZ = 'UTC0'

# An argument as Microsoft's rules for command lines want it quoted.
function Quote([string]$s) {
    if ($s -ne '' -and $s -notmatch '[\s"]') { return $s }
    $s = [regex]::Replace($s, '(\\*)"', '$1$1\"')
    $s = [regex]::Replace($s, '(\\+)$', '$1$1')
    return '"' + $s + '"'
}

foreach ($line in Get-Content "$top/tests.txt") {
    $word = $line.Split(' ')
    $name = $word[0]; $run = $name.Replace('/', '-')
    $flat = $run.TrimEnd('+')
    $arguments = @($word | Select-Object -Skip 3 | ForEach-Object {
        Quote ([Text.Encoding]::UTF8.GetString(
            [Convert]::FromBase64String($_.Substring(1)))) })
    $dir = Join-Path $top "work/$run"
    New-Item -ItemType Directory -Force $dir | Out-Null
    $start = New-Object Diagnostics.ProcessStartInfo
    $start.FileName = Join-Path $top "root/bin/$flat.exe"
    $start.Arguments = $arguments -join ' '
    $start.WorkingDirectory = $dir
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    foreach ($e in [IO.File]::ReadAllLines("$top/data/$run.env")) {
        $pair = $e.Split('=', 2)
        $start.EnvironmentVariables[$pair[0]] = $pair[1]
    }
    $p = [Diagnostics.Process]::Start($start)
    $out = New-Object IO.MemoryStream
    $copy = $p.StandardOutput.BaseStream.CopyToAsync($out)
    $err = $p.StandardError.ReadToEndAsync()
    $in = [IO.File]::ReadAllBytes("$top/data/$flat.in")
    try {
        $p.StandardInput.BaseStream.Write($in, 0, $in.Length)
        $p.StandardInput.Close()
    } catch [IO.IOException] { }
    $why = ''
    if (-not $p.WaitForExit([int]$word[1] * 1000)) {
        $p.Kill()
        $why = "still running after $($word[1]) s"
    } else {
        [void]$copy.Wait(2000)
        $want = [IO.File]::ReadAllBytes("$top/data/$flat.out")
        if ($p.ExitCode -eq 77 -and $word[2] -ne '77') {
            $skipped++
            Write-Output "UNSUPPORTED: $name"
            continue
        } elseif ($p.ExitCode -ne [int]$word[2]) {
            $why = "exit status $($p.ExitCode), not $($word[2]): "
            if ($err.Wait(2000)) { $why += $err.Result }
        } elseif ($want.Length -gt 0 -and
            [Convert]::ToBase64String($want) -ne
            [Convert]::ToBase64String($out.ToArray())) {
            $why = 'stdout differs'
        }
    }
    if ($why -eq '') {
        $passed++
        Write-Output "PASS: $name"
    } else {
        $failed++
        Write-Output "FAIL: ${name}: $why"
    }
}
Write-Output "$passed passed, $failed failed, $skipped skipped"
if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
