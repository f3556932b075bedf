; The installer for one user. Made by build/windows.py, which gives the names in ${...}.
; Silent: Pressmark-…-setup.exe /S [/D=C:\folder]. Exit code 0 when installed, 2 when it could not be.
Unicode true
!ifdef SIXTYFOUR
  Target amd64-unicode
!endif
; NSIS compresses twice, and a large installer in one piece can come out other the second time, with a wrong checksum:
; build/windows.py looks, and makes it of separate files then.
!ifdef SOLID
  SetCompressor /SOLID lzma
!else
  SetCompressor lzma
!endif
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true

; The uninstaller is written on the user's machine, so it has to be signed before it is packed.
!ifdef SIGNER
  !uninstfinalize '"${PYTHON}" "${SIGNER}" "%1"' = 0
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Pressmark"

Name "Pressmark"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Pressmark"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Pressmark ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Pressmark"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Pressmark, installer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "MIT License"

!define MUI_ICON "${ICONS}\pressmark.ico"
!define MUI_UNICON "${ICONS}\pressmark.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Pressmark.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "Pressmark needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "Pressmark"
  ; A version that is there already removes what it brought; projects and settings lie elsewhere and stay.
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\uninstall.exe"
    ; "_?=" makes it run where it is and be waited for.
    ExecWait '"$0\uninstall.exe" /S _?=$0' $1
    ${If} $1 <> 0
      MessageBox MB_OK|MB_ICONSTOP "The Pressmark in $0 can't be replaced while it runs. Close it, and install again." /SD IDOK
      SetErrorLevel 2
      Abort
    ${EndIf}
    Delete "$0\uninstall.exe"
    RMDir "$0"
  ${EndIf}

  ClearErrors
  !include "${LAYING}"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "The files can't be written to $INSTDIR."
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Pressmark.lnk" "$INSTDIR\Pressmark.exe" "" "$INSTDIR\Pressmark.exe" 0

  WriteRegStr HKCU "Software\Classes\.pressmark" "" "Pressmark.Project"
  WriteRegStr HKCU "Software\Classes\Pressmark.Project" "" "Pressmark project"
  WriteRegStr HKCU "Software\Classes\Pressmark.Project\DefaultIcon" "" "$INSTDIR\_internal\resources\icons\pressmark-document.ico"
  WriteRegStr HKCU "Software\Classes\Pressmark.Project\shell\open\command" "" '"$INSTDIR\Pressmark.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Pressmark"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Pressmark.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "Comments" "${SUMMARY}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  ; A running program holds its own file: then nothing is removed at all, rather than half of it.
  ${If} ${FileExists} "$INSTDIR\Pressmark.exe"
    ClearErrors
    Rename "$INSTDIR\Pressmark.exe" "$INSTDIR\Pressmark.exe.leaving"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "Pressmark is running. Close it, and try again." /SD IDOK
      SetErrorLevel 2
      Abort
    ${EndIf}
    Rename "$INSTDIR\Pressmark.exe.leaving" "$INSTDIR\Pressmark.exe"
  ${EndIf}
  SetOutPath "$TEMP"
  !include "${LISTING}"
  Delete "$SMPROGRAMS\Pressmark.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"

  ; The ending is given back only if it is still ours.
  ReadRegStr $0 HKCU "Software\Classes\.pressmark" ""
  ${If} $0 == "Pressmark.Project"
    DeleteRegKey HKCU "Software\Classes\.pressmark"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\Pressmark.Project"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${RefreshShellIcons}
SectionEnd
